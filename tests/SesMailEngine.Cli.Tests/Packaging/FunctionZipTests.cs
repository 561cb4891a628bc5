using System.IO.Compression;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.Cli.Tests.Packaging;

public sealed class FunctionZipTests
{
    private readonly byte[] program = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 3))];

    [Fact]
    public async Task The_same_program_gives_the_same_bytes() => (await ZipAsync()).ShouldBe(await ZipAsync());

    [Fact]
    public async Task Lambda_finds_an_executable_named_bootstrap()
    {
        using var zip = new ZipArchive(new MemoryStream(await ZipAsync()));

        var entry = zip.Entries.ShouldHaveSingleItem();
        entry.FullName.ShouldBe("bootstrap");
        Convert.ToString(entry.ExternalAttributes >>> 16, 8).ShouldBe("100755");
        entry.LastWriteTime.DateTime.ShouldBe(new DateTime(1980, 1, 1));
        using var content = new MemoryStream();
        await (await entry.OpenAsync()).CopyToAsync(content);
        content.ToArray().ShouldBe(program);
    }

    private async Task<byte[]> ZipAsync()
    {
        using var output = new MemoryStream();
        await FunctionZip.WriteAsync(output, new MemoryStream(program), CancellationToken.None);
        return output.ToArray();
    }
}
