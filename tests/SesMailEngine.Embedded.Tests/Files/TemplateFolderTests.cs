using System.Text;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Files;
using SesMailEngine.Embedded.Objects;

namespace SesMailEngine.Embedded.Tests.Files;

public sealed class TemplateFolderTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _outer = new();
    private readonly TemplateFolder _folder;

    public TemplateFolderTests() => _folder = new TemplateFolder(Root);

    private string Root => Path.Combine(_outer.Path, "bucket");

    public void Dispose() => _outer.Dispose();

    [Fact]
    public async Task An_object_comes_back_with_the_MD5_of_its_content()
    {
        await PutAsync("templates/welcome/template.html", "hello");

        var found = await _folder.GetAsync("templates/welcome/template.html", None);

        Encoding.UTF8.GetString(found!.Value.Content).ShouldBe("hello");
        found.Value.Object.ETag.ShouldBe("5d41402abc4b2a76b9719d911017c592");
        (await _folder.HeadAsync("templates/welcome/template.html", None)).ShouldBe(found.Value.Object);
    }

    [Fact]
    public async Task A_file_changed_by_an_editor_has_a_new_tag()
    {
        await PutAsync("a", "one");
        var before = (await _folder.HeadAsync("a", None))!.ETag;
        await File.WriteAllTextAsync(Path.Combine(Root, "a"), "changed");

        (await _folder.HeadAsync("a", None))!.ETag.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("templates/ä/ö.txt", true)]
    [InlineData("a b/c+d", true)]
    [InlineData(".hidden/..x", true)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("../a", false)]
    [InlineData("a/../../b", false)]
    [InlineData("./a", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\nb", false)]
    [InlineData(".unfinished/1", false)]
    public async Task A_key_stays_in_the_folder(string key, bool isValid)
    {
        _folder.IsValidKey(key).ShouldBe(isValid);
        if (isValid) return;
        await Should.ThrowAsync<ArgumentException>(() => PutAsync(key, "x"));
        (await _folder.GetAsync(key, None)).ShouldBeNull();
        (await _folder.DeleteAsync(key, None)).ShouldBeFalse();
    }

    [Fact]
    public void A_key_is_at_most_1024_bytes()
    {
        var segments = string.Join('/', Enumerable.Repeat(new string('ä', 100), 5));
        _folder.IsValidKey(segments + new string('/', 1) + new string('x', 19)).ShouldBeTrue();
        _folder.IsValidKey(segments + new string('/', 1) + new string('x', 20)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_symbolic_link_is_not_followed_neither_as_a_file_nor_as_a_folder()
    {
        var secret = Path.Combine(_outer.Path, "secret");
        Directory.CreateDirectory(secret);
        await File.WriteAllTextAsync(Path.Combine(secret, "s.txt"), "secret");
        File.CreateSymbolicLink(Path.Combine(Root, "file.txt"), Path.Combine(secret, "s.txt"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "dir"), secret);

        (await _folder.GetAsync("file.txt", None)).ShouldBeNull();
        (await _folder.GetAsync("dir/s.txt", None)).ShouldBeNull();
        (await KeysAsync("", null)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentException>(() => PutAsync("dir/new.txt", "x"));
        File.Exists(Path.Combine(secret, "new.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_are_listed_in_UTF8_order_by_prefix_and_after_a_key()
    {
        foreach (var key in new[] { "a/b", "a.txt", "a/a/z", "b", "a-b/x", "\U0001F600", "\uFB00" }) await PutAsync(key, "x");

        (await KeysAsync("", null)).ShouldBe(["a-b/x", "a.txt", "a/a/z", "a/b", "b", "\uFB00", "\U0001F600"]);
        (await KeysAsync("a/", null)).ShouldBe(["a/a/z", "a/b"]);
        (await KeysAsync("a", "a.txt")).ShouldBe(["a/a/z", "a/b"]);
        (await KeysAsync("", "a/a")).ShouldBe(["a/a/z", "a/b", "b", "\uFB00", "\U0001F600"]);
        (await KeysAsync("a/a/z", "a/a/z")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_objects_empty_folders_go_with_it()
    {
        await PutAsync("a/b/c", "x");

        (await _folder.DeleteAsync("a/b/c", None)).ShouldBeTrue();

        (await _folder.DeleteAsync("a/b/c", None)).ShouldBeFalse();
        Directory.Exists(Path.Combine(Root, "a")).ShouldBeFalse();
        Directory.Exists(Root).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_half_written_by_a_killed_process_is_cleared_and_never_listed()
    {
        await File.WriteAllTextAsync(Path.Combine(Root, ".unfinished", "7"), "half");

        var reopened = new TemplateFolder(Root);

        Directory.EnumerateFiles(Path.Combine(Root, ".unfinished")).ShouldBeEmpty();
        (await reopened.GetAsync(".unfinished/7", None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_object_is_a_problem_that_is_told()
    {
        await PutAsync("a/b", "x");

        await Should.ThrowAsync<PortException>(() => PutAsync("a", "x"));
    }

    private Task<StoredObject> PutAsync(string key, string text) => _folder.PutAsync(key, Encoding.UTF8.GetBytes(text), None);

    private async Task<List<string>> KeysAsync(string prefix, string? after)
    {
        var keys = new List<string>();
        await foreach (var found in _folder.ListAsync(prefix, after, None)) keys.Add(found.Key);
        return keys;
    }
}
