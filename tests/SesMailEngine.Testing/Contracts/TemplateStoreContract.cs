using System.Text;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every template bucket does. Derive, and give it an empty bucket for each test.</summary>
public abstract class TemplateStoreContract : IAsyncLifetime
{
    private ITemplateStore Store { get; set; } = null!;

    /// <summary>An empty bucket.</summary>
    protected abstract Task<ITemplateStore> CreateAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_file_comes_back_as_it_went()
    {
        await WriteAsync("welcome/template.html", "<p>Grüße 👋</p>");
        var file = await Store.ReadAsync("welcome/template.html", 1000, default);
        Encoding.UTF8.GetString(file!.Content.Span).ShouldBe("<p>Grüße 👋</p>");
        file.Length.ShouldBe(file.Content.Length);
    }

    [Theory]
    [InlineData("welcome/template.txt")]
    [InlineData("Welcome/template.html")]
    [InlineData("welcome")]
    [InlineData("welcome/template.html/more")]
    public async Task A_file_that_is_not_there_is_null(string path)
    {
        await WriteAsync("welcome/template.html", "x");
        (await Store.ReadAsync(path, 1000, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_written_again_is_replaced()
    {
        await WriteAsync("welcome/template.html", "a longer text at first");
        await WriteAsync("welcome/template.html", "short");
        (await Store.ReadAsync("welcome/template.html", 1000, default))!.Length.ShouldBe(5);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(11, 10, false)]
    public async Task Of_a_file_too_long_only_the_length_is_told(int length, int max, bool whole)
    {
        await WriteAsync("welcome/template.html", new string('x', length));
        var file = await Store.ReadAsync("welcome/template.html", max, default);
        file!.Length.ShouldBe(length);
        file.Content.Length.ShouldBe(whole ? length : 0);
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        await WriteAsync("welcome/template.txt", "");
        (await Store.ReadAsync("welcome/template.txt", 10, default))!.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_lists_its_own_files()
    {
        await WriteAsync("welcome/template.html", "x");
        await WriteAsync("welcome/metadata.json", "{}");
        await WriteAsync("welcome-back/template.txt", "x");
        (await Store.ListAsync("welcome", default)).ShouldBe(["metadata.json", "template.html"], ignoreOrder: true);
        (await Store.ListAsync("wel", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Templates_are_listed_once_and_in_order()
    {
        await WriteAsync("welcome/template.html", "x");
        await WriteAsync("welcome/template.txt", "x");
        await WriteAsync("invoice/template.html", "x");
        await WriteAsync("_layout/base.html", "x");
        (await Store.ListTemplatesAsync(default)).ShouldBe(["_layout", "invoice", "welcome"]);
    }

    [Fact]
    public async Task An_empty_bucket_lists_nothing() => (await Store.ListTemplatesAsync(default)).ShouldBeEmpty();

    private Task WriteAsync(string path, string text) => Store.WriteAsync(path, Encoding.UTF8.GetBytes(text), default);
}
