using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Tests.Values.Formatting;

public sealed class PrintfFormatterTests
{
    [Theory]
    [InlineData("'%s-%s' % ('a', 1)", "a-1")]
    [InlineData("'%(a)s %(b)05.1f' % {'a': 'x', 'b': 2}", "x 002.0")]
    [InlineData("'%*d|%-*d|' % (5, 42, 5, 42)", "   42|42   |")]
    [InlineData("'%+d % d %05d' % (5, 7, -42)", "+5  7 -0042")]
    [InlineData("'%#x %X %#o' % (255, 255, 8)", "0xff FF 0o10")]
    [InlineData("'%5.3s|%r|%a' % ('abcdef', 'q', 'é')", "  abc|'q'|'\\xe9'")]
    [InlineData("'%c%c' % (65, 'é') if false else '%c' % 65", "A")]
    [InlineData("'%.0f %.2f %e %g' % (2.5, 1.005, 1234.5, 1e20)", "2 1.00 1.234500e+03 1e+20")]
    [InlineData("'%d %i' % (3.99, true)", "3 1")]
    [InlineData("'100%% of %s' % 'it'", "100% of it")]
    [InlineData("'%s' % [1, 2]", "[1, 2]")]
    [InlineData("'x' % {}", "x")]
    public void Formats_as_python_does(string expression, string expected) => Render.Text($"{{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("'%s' % ()", "not enough arguments for format string")]
    [InlineData("'x' % 1", "not all arguments converted during string formatting")]
    [InlineData("'%d' % 'x'", "%d format: a real number is required, not str")]
    [InlineData("'%x' % 1.5", "%x format: an integer is required, not float")]
    [InlineData("'%f' % 'x'", "must be real number, not str")]
    [InlineData("'%(a)s' % 1", "format requires a mapping")]
    [InlineData("'%(a' % {}", "incomplete format key")]
    [InlineData("'%' % 1", "incomplete format")]
    [InlineData("'%,d' % 1", "unsupported format character ',' (0x2c) at index 1")]
    [InlineData("'%*d' % ('a', 1)", "* wants int")]
    [InlineData("'%c' % 'ab'", "%c requires int or char")]
    [InlineData("'%d' % missing", "'missing' is undefined")]
    public void Mistakes_are_named_as_python_names_them(string expression, string message) =>
        Render.Error($"{{{{ {expression} }}}}").Message.ShouldBe(message);

    [Theory]
    [InlineData("'%999999999s' % 'x'")]
    [InlineData("'%.999999999f' % 1.5")]
    [InlineData("'%*d' % (999999999, 1)")]
    [InlineData("'%.999999999d' % 1")]
    public void Widths_and_precisions_are_bounded(string expression) =>
        Render.Error($"{{{{ {expression} }}}}").Kind.ShouldBe(TemplateErrorKind.Limit);

    [Theory]
    [InlineData("('<%s>'|safe) % '&'", "<&amp;>")]
    [InlineData("('%(a)s'|safe) % {'a': '<'}", "&lt;")]
    [InlineData("('%s'|safe) % ('<b>'|safe)", "<b>")]
    [InlineData("('%r'|safe) % '<'", "&#39;&lt;&#39;")]
    [InlineData("('%d'|safe) % '5'", "5")]
    public void A_safe_format_escapes_what_it_inserts(string expression, string expected) =>
        Render.Text($"{{{{ {expression} }}}}", options: new JinjaOptions { Autoescape = true }).ShouldBe(expected);
}
