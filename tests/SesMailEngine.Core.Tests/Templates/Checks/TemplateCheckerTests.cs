using System.Text.Json;
using SesMailEngine.Core.Templates.Checks;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates.Checks;

public sealed class TemplateCheckerTests
{
    private readonly FakeTemplateStore store = new();

    public static TheoryData<string> Starters => [.. Directory.EnumerateDirectories(StarterFolder).Select(folder => Path.GetFileName(folder)!)];

    private static string StarterFolder => Path.Combine(AppContext.BaseDirectory, "starters");

    [Theory]
    [MemberData(nameof(Starters))]
    public async Task A_starter_has_no_findings(string name)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(StarterFolder, name)))
        {
            store.With($"{name}/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        }

        var report = await CheckAsync(name);

        Lines(report).ShouldBeEmpty();
        report.Rendered.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_one_error()
    {
        Lines(await CheckAsync("nowhere")).ShouldBe(["Error missing-file nowhere: Template 'nowhere' not found"]);
    }

    [Fact]
    public async Task Every_missing_file_is_told()
    {
        store.With("t/template.html", "<p>Hello</p>");

        Lines(await CheckAsync()).ShouldBe(
        [
            "Error missing-file metadata.json: Template 't' missing metadata.json",
            "Error missing-file template.txt: Template 't' missing template.txt",
        ]);
    }

    [Theory]
    [InlineData("{\n \"subject\": oops}", 2, "not valid JSON (line 2, byte 13)")]
    [InlineData("[]", null, "must be a JSON object")]
    [InlineData("""{"subject": 1}""", null, "'subject' must be a string")]
    public async Task Metadata_that_cannot_be_read_is_an_error(string metadata, int? line, string problem)
    {
        store.WithTemplate("t", metadata: metadata);

        var finding = (await CheckAsync()).Findings.ShouldHaveSingleItem();

        (finding.Rule, finding.Line, finding.ErrorCode).ShouldBe((CheckRules.Metadata, line, "TMPL005"));
        finding.Message.ShouldBe($"Template 't' has invalid metadata.json: {problem}");
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_an_error_and_one_at_the_limit_is_not()
    {
        store.WithTemplate("t", html: new string('x', 262_145), text: new string('x', 262_144));

        Lines(await CheckAsync()).ShouldBe(["Error file-size template.html: Template 't' file too large: 262145 bytes (max 262144 bytes)"]);
    }

    [Fact]
    public async Task All_syntax_errors_of_all_files_are_told_with_their_places()
    {
        store.WithTemplate("t", "a\n{% if %}b{% endif %}\n{{ x | nofilter }}", "{{ }}", "{\n\"subject\": \"{% end %}\"}");

        var report = await CheckAsync();

        report.Findings.Select(finding => (finding.File, finding.Line, finding.Rule)).ShouldBe(
        [
            ("metadata.json", 2, "syntax"), ("template.html", 2, "syntax"), ("template.txt", 1, "syntax"),
        ]);
        report.Findings[1].Excerpt.ShouldBe("    2 | {% if %}b{% endif %}\n      |       ^^");
        report.Findings.ShouldAllBe(finding => finding.ErrorCode == "TMPL009");
    }

    [Fact]
    public async Task Several_errors_of_one_file_are_several_findings()
    {
        store.WithTemplate("t", "{{ x | nofilter }}\n{{ y is notest }}\n{% if %}{% endif %}{{ ) }}");

        (await CheckAsync()).Findings.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Errors_of_included_files_name_the_included_file()
    {
        store.With("_parts/a.html", "ok\n{% if %}").WithTemplate("t", "{% include '_parts/a.html' %}");

        var finding = (await CheckAsync()).Findings[0];

        (finding.File, finding.Line, finding.Rule).ShouldBe(("_parts/a.html", 2, "syntax"));
    }

    [Theory]
    [InlineData("\n{% include 'gone.html' %}", 2)]
    [InlineData("{% extends 'gone.html' %}", 1)]
    [InlineData("{% import 'gone.html' as m %}", 1)]
    [InlineData("{% from 'gone.html' import m %}", 1)]
    [InlineData("{% include '../t/template.txt' %}", 1)]
    [InlineData("{% include ['gone.html', 'gone.txt'] %}", 1)]
    public async Task A_file_that_is_taken_in_and_not_there_is_one_error(string html, int line)
    {
        store.WithTemplate("t", html);

        var finding = (await CheckAsync()).Findings.ShouldHaveSingleItem();

        (finding.Rule, finding.File, finding.Line, finding.ErrorCode).ShouldBe((CheckRules.MissingFile, "template.html", line, "TMPL001"));
    }

    [Theory]
    [InlineData("{% include 'gone.html' ignore missing %}<p>x</p>")]
    [InlineData("{% include ['gone.html', '_parts/there.html'] %}")]
    public async Task A_file_that_need_not_be_there_is_not_missed(string html)
    {
        store.With("_parts/there.html", "x").WithTemplate("t", html);

        Lines(await CheckAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_that_takes_in_itself_ends()
    {
        store.WithTemplate("t", "{% if false %}{% include 't/template.html' %}{% endif %}x");

        Lines(await CheckAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sample_data_lacks_a_required_variable()
    {
        store.WithTemplate("t", "{{ a }}{{ b }}", "{{ a }}{{ b }}", """{"subject":"s","requiredVariables":["a","b"],"sampleData":{"a":1}}""");

        Lines(await CheckAsync()).ShouldBe(["Error sample-data metadata.json:1: sampleData lacks 'b', which is required."]);
    }

    [Fact]
    public async Task Without_sample_data_rendering_is_not_tried()
    {
        store.WithTemplate("t", "{{ 1 / a }}", "{{ a }}", """{"subject":"s","requiredVariables":["a"]}""");

        var report = await CheckAsync();

        Lines(report).ShouldBe(["Warning sample-data metadata.json: There is no sampleData, so rendering was not tried."]);
        report.Rendered.ShouldBeNull();
    }

    [Fact]
    public async Task Given_data_wins_over_sample_data()
    {
        store.WithTemplate("t", "{{ a }}", "{{ a }}", """{"subject":"s","requiredVariables":["a"],"sampleData":{"a":"sample"}}""");

        (await CheckAsync(data: """{"a":"given"}""")).Rendered!.Html.ShouldBe("given");
        Lines(await CheckAsync(data: "{}")).ShouldBe(["Error sample-data metadata.json:1: The data lacks 'a', which is required."]);
    }

    [Fact]
    public async Task A_rendering_that_fails_is_told_with_its_place()
    {
        store.With("_parts/sum.html", "\n{{ 1 / n }}").WithTemplate(
            "t", "{% include '_parts/sum.html' %}", "{{ n }}", """{"subject":"s","requiredVariables":["n"],"sampleData":{"n":0}}""");

        var finding = (await CheckAsync()).Findings.ShouldHaveSingleItem();

        (finding.Rule, finding.File, finding.Line, finding.ErrorCode).ShouldBe((CheckRules.Render, "_parts/sum.html", 2, "TMPL011"));
        finding.Message.ShouldBe("Rendering error: division by zero (_parts/sum.html, line 2)");
        finding.Excerpt.ShouldNotBeNull().ShouldContain("in template.html, line 1");
    }

    [Fact]
    public async Task A_version_that_the_seeder_cannot_compare_is_a_warning()
    {
        store.WithTemplate("t", metadata: """{"subject":"s","version":"latest"}""");

        Lines(await CheckAsync()).ShouldBe(["Warning version metadata.json:1: 'latest' is no semantic version; the seeder cannot compare it."]);
    }

    private async Task<CheckReport> CheckAsync(string name = "t", string? data = null)
    {
        using var json = data is null ? null : JsonDocument.Parse(data);
        return await new TemplateChecker(store, TimeProvider.System).CheckAsync(name, json?.RootElement ?? default, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Lines(CheckReport report) => report.Findings.Select(
        f => $"{f.Severity} {f.Rule} {f.File}{(f.Line is { } line ? $":{line}" : "")}: {f.Message}");
}
