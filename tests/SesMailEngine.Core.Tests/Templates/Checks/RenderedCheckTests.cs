using System.Text.Json;
using SesMailEngine.Core.Templates.Checks;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates.Checks;

public sealed class RenderedCheckTests
{
    private readonly FakeTemplateStore store = new();

    [Theory]
    [InlineData(102_400, 0)]
    [InlineData(102_401, 1)]
    public async Task Html_beyond_what_gmail_shows_is_a_warning(int bytes, int findings)
    {
        store.WithTemplate("t", $"{{{{ 'ä' * {bytes / 2} }}}}{new string('x', bytes % 2)}", metadata: """{"subject":"s"}""");

        var found = await FoundAsync();

        found.Count.ShouldBe(findings);
        if (findings > 0) found[0].ShouldBe("Warning gmail-clip template.html: The HTML is 102,401 bytes; Gmail cuts off what is beyond 102,400.");
    }

    [Theory]
    [InlineData("""{}""", "Warning subject metadata.json: There is no subject: every request has to bring its own.")]
    [InlineData("""{"subject":"{{ '' }}"}""", "Error subject metadata.json:1: The subject is empty.")]
    [InlineData("""{"subject":"a\nb"}""", "Error subject metadata.json:1: The subject has a line break or control character in it.")]
    [InlineData("""{"subject":"{{ 'a\rb' }}"}""", "Error subject metadata.json:1: The subject has a line break or control character in it.")]
    [InlineData("""{"subject":"s","senderEmail":"not an address"}""", "Error address metadata.json:1: senderEmail is no e-mail address.")]
    [InlineData("""{"subject":"s","replyTo":"a@b.example, c@d.example"}""", "Error address metadata.json:1: replyTo is no e-mail address.")]
    [InlineData("""{"subject":"s","listUnsubscribe":"http://example.com"}""", "Warning link metadata.json:1: listUnsubscribe is no https address.")]
    [InlineData("""{"subject":"s {% raw %}{{ x }}{% endraw %}"}""", "Warning leftover-tag metadata.json:1: Readers see a tag of the template language: {{ x }}")]
    public async Task Headers_that_cannot_be_sent_or_say_nothing_are_told(string metadata, string expected)
    {
        store.WithTemplate("t", metadata: metadata);

        (await FoundAsync()).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("""{"subject":"\n s \n","senderEmail":" ","replyTo":"Jo <jo@example.com>","listUnsubscribe":"https://example.com/u"}""")]
    [InlineData("""{"subject":"s","listUnsubscribe":"<mailto:u@example.com>"}""")]
    public async Task Headers_that_can_be_sent_are_fine(string metadata)
    {
        store.WithTemplate("t", metadata: metadata);

        (await FoundAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(" \n\t", "The text part is empty.")]
    [InlineData("one two three", "The text part has 3 words, the HTML part 20.")]
    public async Task A_text_part_that_says_too_little_is_a_warning(string text, string expected)
    {
        var words = string.Join("</b> <b>", Enumerable.Repeat("word", 20));
        store.WithTemplate("t", $"<style>p {{ color: red }}</style><b>{words}</b>", text);

        (await FoundAsync()).ShouldBe([$"Warning text-part template.txt: {expected}"]);
    }

    [Theory]
    [InlineData("<p>\n{% raw %}{{ name }}{% endraw %} x</p>", "template.html:2", "{{ name }} x</p>")]
    [InlineData("{% raw %}{% if x %}{% endraw %}", "template.html:1", "{% if x %}")]
    [InlineData("{{ '{' ~ '{' }} x }}", "template.html", "{{ x }}")]
    public async Task A_tag_that_is_left_is_a_warning(string html, string place, string shown)
    {
        store.WithTemplate("t", html);

        (await FoundAsync()).ShouldBe([$"Warning leftover-tag {place}: Readers see a tag of the template language: {shown}"]);
    }

    [Fact]
    public async Task Images_and_links_are_found_where_they_were_written()
    {
        store.With("_p/foot.html", "\n<a href=\"/privacy\">Privacy</a>").WithTemplate(
            "t", "<p>Hi</p>\n<img class=\"a\" src=\"{{ logo }}\">\n<img src='https://e.example/b.png' alt=''>{% include '_p/foot.html' %}",
            metadata: """{"subject":"s","optionalVariables":["logo"],"sampleData":{"logo":"https://example.com/a.png"}}""");

        (await FoundAsync()).ShouldBe(
        [
            "Warning link _p/foot.html:2: A link leads nowhere: '/privacy'",
            "Warning image template.html:2: An image has no alt text: <img class=\"a\" src=\"https://example.com/a.png\">",
        ]);
    }

    [Fact]
    public async Task A_tag_that_may_come_from_two_places_names_none()
    {
        store.WithTemplate("t", "<a href='{{ '/a' }}'>a</a>\n<a href='{{ '/b' }}'>b</a>");

        (await FoundAsync()).ShouldBe(["Warning link template.html: A link leads nowhere: '/a'", "Warning link template.html: A link leads nowhere: '/b'"]);
    }

    private async Task<IReadOnlyList<string>> FoundAsync(string? data = null)
    {
        using var json = data is null ? null : JsonDocument.Parse(data);
        var report = await new TemplateChecker(store, TimeProvider.System).CheckAsync("t", json?.RootElement ?? default, TestContext.Current.CancellationToken);
        return [.. report.Findings.Select(f => $"{f.Severity} {f.Rule} {f.File}{(f.Line is { } line ? $":{line}" : "")}: {f.Message}")];
    }
}
