using System.IO.Compression;
using SesMailEngine.Cli.Packaging;

namespace SesMailEngine.EndToEnd.Tests.Lambda;

/// <summary>What AWS Lambda asks of the package, read from the package itself.</summary>
public sealed class NativePackageTests : IDisposable
{
    private readonly NativePackage package = new();

    [Fact]
    public void It_is_small() => new FileInfo(package.Path).Length.ShouldBeLessThan(8 * 1000 * 1000);

    [Fact]
    public void It_holds_one_executable_named_bootstrap()
    {
        using var zip = ZipFile.OpenRead(package.Path);

        var entry = zip.Entries.ShouldHaveSingleItem();
        (entry.FullName, Convert.ToString(entry.ExternalAttributes >>> 16, 8), entry.LastWriteTime.DateTime).ShouldBe(("bootstrap", "100755", new DateTime(1980, 1, 1)));
    }

    [Fact]
    public void It_runs_on_Amazon_Linux_2023_which_has_glibc_2_34()
    {
        var needs = ElfVersionNeeds.Read(File.ReadAllBytes(package.Executable));

        needs.ShouldContain(need => need.Library == "libc.so.6");
        ElfVersionNeeds.NewestGlibc(needs)!.ShouldBeLessThanOrEqualTo(new Version(2, 34));
    }

    public void Dispose() => package.Dispose();
}
