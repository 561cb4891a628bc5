using SesMailEngine.Jinja.Conformance;

namespace SesMailEngine.Jinja.Tests.Conformance;

public sealed class ConformanceTests
{
    // Each has its reason in docs/jinja-compatibility.md.
    private static readonly HashSet<string> s_different = [];

    public static TheoryData<string> Categories =>
        [.. Cases("public.jsonl").Select(test => test.Id.Split('/')[0]).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Categories))]
    public void Templates_render_as_the_reference_renders_them(string category)
    {
        var failures = Cases("public.jsonl")
            .Where(test => test.Id.StartsWith(category + "/", StringComparison.Ordinal) && !s_different.Contains(test.Id))
            .Select(ConformanceRunner.Run)
            .OfType<ConformanceFailure>();

        string.Join("\n", failures).ShouldBeEmpty();
    }

    [Fact]
    public void Where_releases_differ_the_newer_one_counts()
    {
        var failures = Cases("version_dependent.jsonl").Select(ConformanceRunner.Run).OfType<ConformanceFailure>();

        string.Join("\n", failures).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"id":"a/b","template":"{{ 1 }}","context":{},"options":{},"expect":{"output":"2"}}""")]
    [InlineData("""{"id":"a/b","template":"{{ 1 }}","context":{},"options":{},"expect":{"error":"UndefinedError","phase":"render"}}""")]
    [InlineData("""{"id":"a/b","template":"{{ x.y }}","context":{},"options":{},"expect":{"error":"TemplateNotFound","phase":"render"}}""")]
    [InlineData("""{"id":"a/b","template":"{{ x.y }}","context":{},"options":{},"expect":{"error":"UndefinedError","phase":"render","message":"no","message_exact":true}}""")]
    [InlineData("""{"id":"a/b","template":"\n{% if %}","context":{},"options":{},"expect":{"error":"TemplateSyntaxError","phase":"compile","line":1}}""")]
    [InlineData("""{"id":"a/b","template":"{{ x.y }}","context":{},"options":{},"expect":{"error":"TemplateRuntimeError","phase":"compile","python_error":"TypeError"}}""")]
    public void A_wrong_output_class_line_phase_or_message_is_a_failure(string line)
    {
        var failure = ConformanceRunner.Run(ConformanceCase.Parse(line));

        failure.ShouldNotBeNull().Id.ShouldBe("a/b");
    }

    private static IEnumerable<ConformanceCase> Cases(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conformance", file)).Select(ConformanceCase.Parse);
}
