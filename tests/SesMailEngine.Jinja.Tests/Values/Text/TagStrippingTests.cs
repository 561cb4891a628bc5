using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class TagStrippingTests
{
    [Theory]
    [InlineData("<p>Fish &amp;\n <b>chips</b></p>", "Fish & chips")]
    [InlineData("a<!-- <b> -->c", "ac")]
    [InlineData("a < b", "a < b")]
    [InlineData("1<!-->2", "12")]
    [InlineData("<!-<!-- x -->- y -->z", "z")]
    [InlineData("&lt;b&gt;", "<b>")]
    public void Tags_and_comments_go_and_text_stays(string html, string expected) => TagStripping.Strip(html).ShouldBe(expected);

    [Fact]
    public void Many_unclosed_comments_take_no_quadratic_time()
    {
        string html = string.Concat(Enumerable.Repeat("<!--", 200_000));

        TagStripping.Strip(html).Length.ShouldBe(html.Length);
    }
}
