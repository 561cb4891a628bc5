using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Tests.Rendering;

public sealed class NestingTests
{
    private const int Depth = 100_000;

    public static TheoryData<string, string, string> Shapes => new()
    {
        { "{{ ", "(", "" },
        { "{{ ", "[", "" },
        { "{{ ", "{1:", "" },
        { "{{ ", "not ", "1 }}" },
        { "{{ ", "-", "1 }}" },
        { "{{ 1", "+1", " }}" },
        { "{{ 1", " if 1 else 1", " }}" },
        { "{{ x", ".y", " }}" },
        { "{{ x", "[1]", " }}" },
        { "{{ x", "()", " }}" },
        { "{{ x", "|upper", " }}" },
        { "{{ x", "|default(x", " }}" },
        { "", "{% if 1 %}", "" },
        { "", "{% for x in y %}", "" },
        { "", "{% macro m() %}", "" },
        { "", "{% filter upper %}", "" },
        { "", "{% if %}", "" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Endless_nesting_is_an_error_and_no_crash(string start, string repeated, string end) =>
        Should.Throw<TemplateException>(() => new JinjaEnvironment()
            .Compile(start + string.Concat(Enumerable.Repeat(repeated, Depth)) + end)
            .Render(Render.Context("{}")));

    [Fact]
    public void What_a_person_nests_renders()
    {
        string source = string.Concat(Enumerable.Repeat("{% if true %}", 60)) + "{{ " + new string('(', 60) + "1" + new string(')', 60) + " }}"
            + string.Concat(Enumerable.Repeat("{% endif %}", 60));

        Render.Text(source).ShouldBe("1");
    }

    [Fact]
    public void Rendering_stays_within_a_small_stack()
    {
        string sum = "1" + string.Concat(Enumerable.Repeat(" + 1", 150));
        string source = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ " + sum + " }}{% endif %}{% endmacro %}{{ m(100) }}";
        string? result = null;
        var thread = new Thread(() => result = Try(source), 512 * 1024);
        thread.Start();
        thread.Join();

        result.ShouldNotBeNull();
    }

    private static string Try(string source)
    {
        try
        {
            return Render.Text(source);
        }
        catch (TemplateException error)
        {
            return error.Message;
        }
    }
}
