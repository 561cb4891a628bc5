using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class TemplateRendererTests
{
    private const string Fine = """{"subject":"Hi {{ name }}"}""";

    private readonly FakeTimeProvider time = new();
    private readonly FakeTemplateStore store = new();
    private readonly TemplateRenderer renderer;

    public TemplateRendererTests() => renderer = new(store, time);

    [Fact]
    public async Task HTML_is_escaped_and_everything_else_is_not()
    {
        store.WithTemplate("t", "<p>{{ name }}</p>", "{{ name }}", """{"subject":"{{ name }}","senderName":"{{ name }}","replyTo":"{{ name }}"}""");
        var rendered = await RenderedAsync("""{"name":"<b>&'"}""");
        rendered.Html.ShouldBe("<p>&lt;b&gt;&amp;&#39;</p>");
        rendered.Text.ShouldBe("<b>&'");
        rendered.Subject.ShouldBe("<b>&'");
        rendered.SenderName.ShouldBe("<b>&'");
        rendered.ReplyTo.ShouldBe("<b>&'");
    }

    [Fact]
    public async Task Every_text_of_the_metadata_is_rendered()
    {
        store.WithTemplate("t", "h", "t", """
            {"subject":"{{ x }}1","senderName":"{{ x }}2","senderEmail":"{{ x }}3","replyTo":"{{ x }}4","listUnsubscribe":"{{ x }}5","version":"2.0.0"}
            """);
        var rendered = await RenderedAsync("""{"x":"v"}""");
        (rendered.Subject, rendered.SenderName, rendered.SenderEmail, rendered.ReplyTo, rendered.ListUnsubscribe, rendered.Version)
            .ShouldBe(("v1", "v2", "v3", "v4", "v5", "2.0.0"));
    }

    [Fact]
    public async Task The_requests_subject_and_reply_to_win_and_are_rendered()
    {
        store.WithTemplate("t", metadata: """{"subject":"template","replyTo":"template"}""");
        var result = await renderer.RenderAsync(new("t", Data("""{"x":"v"}"""), "own {{ x }}", "{{ x }}@example.org"), default);
        result.Template!.Subject.ShouldBe("own v");
        result.Template.ReplyTo.ShouldBe("v@example.org");
    }

    [Fact]
    public async Task A_reply_to_that_renders_to_nothing_counts_as_absent()
    {
        store.WithTemplate("t", metadata: """{"subject":"s","replyTo":"template"}""");
        var result = await renderer.RenderAsync(new("t", default, null, "{{ x|default('') }}"), default);
        result.Template!.ReplyTo.ShouldBe("template");
    }

    [Fact]
    public async Task Optional_variables_may_be_asked_for()
    {
        store.WithTemplate("t", "{% if logo %}yes{% else %}no{% endif %}{{ year|default('') }}{% if x is defined %}!{% endif %}");
        (await RenderedAsync("{}")).Html.ShouldBe("no");
    }

    [Theory]
    [InlineData("{{ a }}", "TMPL007", "Undefined variable: 'a' is undefined")]
    [InlineData("{{ user.name }}", "TMPL007", "Undefined variable: 'user' is undefined")]
    [InlineData("ok\n{% if %}", "TMPL009", "Syntax error: Expected an expression, got 'end of statement block' (template.html, line 2)")]
    [InlineData("{{ x | nosuchfilter }}", "TMPL009", "Syntax error: No filter named 'nosuchfilter'. (template.html, line 1)")]
    [InlineData("\n{{ 1 / 0 }}", "TMPL011", "Rendering error: division by zero (template.html, line 2)")]
    [InlineData("{% include 'nowhere.html' %}", "TMPL001", "Template 'nowhere.html' not found")]
    [InlineData("{% include '../secret' %}", "TMPL001", "Template '../secret' not found")]
    [InlineData("{% include '/etc/passwd' %}", "TMPL001", "Template '/etc/passwd' not found")]
    public async Task A_template_that_cannot_be_rendered_says_why(string html, string code, string message)
    {
        store.With("../secret", "secret").With("/etc/passwd", "secret").WithTemplate("t", html);
        await FailsAsync("{}", "template_render_error", code, $"Failed to render template 't': {message}");
    }

    [Theory]
    [InlineData("{% for i in range(2000) %}{% for j in range(2000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for i in range(90000) %}{{ 'x' * 100 }}{% endfor %}")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    public async Task A_rendering_past_its_limits_is_stopped(string html)
    {
        store.WithTemplate("t", html);
        var failure = (await renderer.RenderAsync(new("t", default), default)).Failure!;
        failure.ErrorCode.ShouldBe("TMPL010");
        failure.ErrorMessage.ShouldStartWith("Failed to render template 't': Template 't' exceeded the rendering limit: ");
    }

    [Fact]
    public async Task The_checks_come_in_order()
    {
        await FailsAsync("{}", "template_not_found", "TMPL001", "Template 't' not found");
        store.With("t/other.txt", "x");
        await MendedAsync("template_not_found", "TMPL002", "Template 't' missing template.html");
        store.With("t/template.html", new string('x', 262_145));
        await MendedAsync("template_not_found", "TMPL003", "Template 't' missing template.txt");
        store.With("t/template.txt", "{{ oops");
        await MendedAsync("template_not_found", "TMPL004", "Template 't' missing metadata.json");
        store.With("t/metadata.json", "{");
        await MendedAsync("template_not_found", "TMPL005", "Template 't' has invalid metadata.json: not valid JSON (line 1, byte 2)");
        store.With("t/metadata.json", """{"subject":"s","requiredVariables":["a","it's"]}""");
        await MendedAsync("template_not_found", "TMPL008", "Template 't' file too large: 262145 bytes (max 262144 bytes)");
        store.With("t/template.html", "x");
        await MendedAsync("template_render_error", "TMPL006", @"Failed to render template 't': Missing required variables: ['a', 'it\'s']");
        store.With("t/metadata.json", """{"subject":"s"}""");
        time.Advance(TimeSpan.FromMinutes(5));
        (await renderer.RenderAsync(new("t", default), default)).Failure!.ErrorCode.ShouldBe("TMPL009");
        store.With("t/template.txt", "fine");
        time.Advance(TemplateCache<object>.ProblemLifetime);
        (await RenderedAsync("{}")).Text.ShouldBe("fine");
    }

    [Fact]
    public async Task A_file_may_be_exactly_as_large_as_the_limit()
    {
        store.WithTemplate("t", new string('x', 262_144));
        (await RenderedAsync("{}")).Html.Length.ShouldBe(262_144);
    }

    [Fact]
    public async Task Templates_include_import_and_extend_files_of_the_same_bucket()
    {
        store.With("_layout/base.html", "<html>{% block body %}{% endblock %}{% include '_layout/footer.html' %}</html>")
            .With("_layout/footer.html", "{{ name }}")
            .With("_layout/macros.txt", "{% macro hi(n) %}Hi {{ n }}{% endmacro %}")
            .WithTemplate("t", "{% extends '_layout/base.html' %}{% block body %}{{ name }}{% endblock %}",
                "{% from '_layout/macros.txt' import hi %}{{ hi(name) }}", Fine);
        var rendered = await RenderedAsync("""{"name":"<Jo>"}""");
        rendered.Html.ShouldBe("<html>&lt;Jo&gt;&lt;Jo&gt;</html>");
        rendered.Text.ShouldBe("Hi <Jo>");
    }

    [Fact]
    public async Task Included_files_are_read_once_and_again_with_their_template()
    {
        store.With("_layout/a.html", "old").WithTemplate("t", "{% include '_layout/a.html' %}");
        await RenderedAsync("{}");
        await RenderedAsync("{}");
        store.Faults.Calls("ReadAsync").ShouldBe(4);
        store.With("_layout/a.html", "new");
        time.Advance(TimeSpan.FromMinutes(5));
        (await RenderedAsync("{}")).Html.ShouldBe("new");
    }

    [Fact]
    public async Task An_included_file_has_the_same_limit_of_size()
    {
        store.With("_layout/a.html", new string('x', 262_145)).WithTemplate("t", "{% include '_layout/a.html' %}");
        await FailsAsync("{}", "template_render_error", "TMPL008",
            "Failed to render template 't': Template '_layout/a.html' file too large: 262145 bytes (max 262144 bytes)");
    }

    [Fact]
    public async Task Names_that_data_makes_up_cannot_read_the_bucket_without_end()
    {
        store.WithTemplate("t", "{% for i in range(1000) %}{% include 'x' ~ i ignore missing %}{% endfor %}");
        (await renderer.RenderAsync(new("t", default), default)).Failure!.ErrorCode.ShouldBe("TMPL010");
        store.Faults.Calls("ReadAsync").ShouldBeLessThan(110);
    }

    [Fact]
    public async Task A_bucket_that_denies_access_is_no_case_for_trying_again()
    {
        store.Faults.FailAlways("ReadAsync", new PortException("denied", isTransient: false, "AccessDenied"));
        await FailsAsync("{}", "template_not_found", "AWS002", "S3 error reading 't': AccessDenied");
    }

    [Fact]
    public async Task A_bucket_that_is_away_throws_and_is_asked_again()
    {
        store.WithTemplate("t").Faults.FailNext("ReadAsync");
        await Should.ThrowAsync<PortException>(() => renderer.RenderAsync(new("t", default), default).AsTask());
        (await renderer.RenderAsync(new("t", default), default)).Template.ShouldNotBeNull();
    }

    [Fact]
    public async Task Data_that_is_no_text_is_refused()
    {
        store.WithTemplate("t");
        await FailsAsync("""{"a":"\ud800"}""", "validation_error", "VAL005", "Invalid field 'templateData': is not valid Unicode text");
    }

    [Fact]
    public async Task What_the_HTML_does_to_its_data_is_not_seen_by_the_text()
    {
        store.WithTemplate("t", "{{ list.append(9) or '' }}{{ list|join(',') }}", "{{ list|join(',') }}");
        var rendered = await RenderedAsync("""{"list":[1]}""");
        rendered.Html.ShouldBe("1,9");
        rendered.Text.ShouldBe("1");
    }

    [Fact]
    public async Task One_renderer_serves_many_at_once()
    {
        store.With("_layout/a.html", "{{ n }}").WithTemplate("t", "{% include '_layout/a.html' %}", "{{ n }}", """{"subject":"{{ n }}"}""");
        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() => RenderedAsync($$"""{"n":{{n}}}"""))));
        for (var n = 0; n < all.Length; n++) (all[n].Html, all[n].Text, all[n].Subject).ShouldBe(($"{n}", $"{n}", $"{n}"));
    }

    private async Task MendedAsync(string type, string code, string message)
    {
        time.Advance(TemplateCache<object>.ProblemLifetime);
        await FailsAsync("{}", type, code, message);
    }

    private async Task FailsAsync(string data, string type, string code, string message)
    {
        var failure = (await renderer.RenderAsync(new("t", Data(data)), default)).Failure.ShouldNotBeNull();
        failure.ErrorMessage.ShouldBe(message);
        failure.ErrorCode.ShouldBe(code);
        failure.ErrorType.ShouldBe(type);
    }

    private async Task<RenderedTemplate> RenderedAsync(string data)
    {
        var result = await renderer.RenderAsync(new("t", Data(data)), default);
        result.Failure.ShouldBeNull();
        return result.Template!;
    }

    private static JsonElement Data(string json) => JsonElement.Parse(json);
}
