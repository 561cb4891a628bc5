using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class HtmlEntitiesTests
{
    [Theory]
    [InlineData("&lt;b&gt; &amp;&quot;", "<b> &\"")]
    [InlineData("&hellip;&euro;&NotEqualTilde;", "…€≂̸")]
    [InlineData("&ampx &copy2", "&x ©2")]
    [InlineData("&hellip &nosuch;", "&hellip &nosuch;")]
    [InlineData("&#65;&#x42;&#X43", "ABC")]
    [InlineData("&#128;&#0;&#55296;&#99999999999;", "€\ufffd\ufffd\ufffd")]
    [InlineData("&#1;&#xfdd0;&#;&", "&#;&")]
    [InlineData("no reference", "no reference")]
    public void References_are_read_as_browsers_read_them(string html, string expected) => HtmlEntities.Unescape(html).ShouldBe(expected);
}
