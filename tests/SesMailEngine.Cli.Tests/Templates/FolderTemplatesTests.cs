using SesMailEngine.Cli.Templates;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Tests.Templates;

public sealed class FolderTemplatesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FolderTemplates templates;

    public FolderTemplatesTests() => templates = new(folder.Path);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_is_read_whole_or_by_its_length()
    {
        folder.Write("t/a.txt", "abc");

        (await templates.ReadAsync("t/a.txt", 3, Cancel))!.Content.ToArray().ShouldBe("abc"u8.ToArray());
        var long_ = (await templates.ReadAsync("t/a.txt", 2, Cancel))!;
        (long_.Length, long_.Content.Length).ShouldBe((3, 0));
    }

    [Theory]
    [InlineData("t/nosuch.txt")]
    [InlineData("nosuch/a.txt")]
    [InlineData("t")]
    [InlineData("t/a.txt/b")]
    [InlineData("../outside.txt")]
    [InlineData("t/../t/a.txt")]
    [InlineData("t/.hidden")]
    [InlineData("t/.git/config")]
    [InlineData("t//a.txt")]
    [InlineData("t/link.txt")]
    [InlineData("t/linked/a.txt")]
    public async Task What_is_not_there_hidden_linked_or_outside_is_not_read(string path)
    {
        folder.Write("t/a.txt", "abc");
        folder.Write("t/.hidden", "secret");
        folder.Write("t/.git/config", "secret");
        folder.Write("other/a.txt", "secret");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "t/link.txt"), Path.Combine(folder.Path, "other/a.txt"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "t/linked"), Path.Combine(folder.Path, "other"));

        (await templates.ReadAsync(path, 1000, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Files_and_templates_are_listed()
    {
        folder.Write("b/x", "");
        folder.Write("a/y", "");
        folder.Write("a/x", "");

        (await templates.ListAsync("a", Cancel)).ShouldBe(["x", "y"]);
        (await templates.ListAsync("nosuch", Cancel)).ShouldBeEmpty();
        (await templates.ListTemplatesAsync(Cancel)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Nothing_is_written() =>
        await Should.ThrowAsync<PortException>(() => templates.WriteAsync("a/x", default, Cancel));
}
