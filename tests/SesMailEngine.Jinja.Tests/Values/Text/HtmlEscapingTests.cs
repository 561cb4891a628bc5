using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class HtmlEscapingTests
{
    [Theory]
    [InlineData("<a href=\"x\">&'</a>", "&lt;a href=&#34;x&#34;&gt;&amp;&#39;&lt;/a&gt;")]
    [InlineData("`=/é", "`=/é")]
    [InlineData("", "")]
    public void Five_characters_are_escaped_quotes_by_number(string text, string expected) => HtmlEscaping.Escape(text).ShouldBe(expected);

    [Fact]
    public void Text_without_them_is_not_copied()
    {
        string text = "plain";

        HtmlEscaping.Escape(text).ShouldBeSameAs(text);
    }
}
