using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class LinkingTests
{
    [Theory]
    [InlineData("https://example.com/a?b=c#d")]
    [InlineData("http://localhost:8080/x")]
    [InlineData("HTTP://EXAMPLE.COM")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("http://[::1]/")]
    [InlineData("www.example.museum")]
    [InlineData("example.org/path")]
    [InlineData("http://xn--bcher-kva.xn--p1ai")]
    public void Web_addresses_are_recognized(string word) => LinkPattern.IsWebAddress(word).ShouldBeTrue();

    [Theory]
    [InlineData("http://")]
    [InlineData("example.museum")]
    [InlineData("https://user:pw@example.com/")]
    [InlineData("http://example.c")]
    [InlineData("http://example.com:123456")]
    [InlineData("www.")]
    [InlineData("ftp://example.com")]
    [InlineData("http://1.2.3")]
    public void Other_words_are_not_web_addresses(string word) => LinkPattern.IsWebAddress(word).ShouldBeFalse();

    [Theory]
    [InlineData("me@example.com", true)]
    [InlineData("ünï@example.co", true)]
    [InlineData("a@b", false)]
    [InlineData("@example.com", false)]
    [InlineData("me@example.com?subject=x", false)]
    [InlineData("me@-example.com", false)]
    public void Mail_addresses_have_a_domain_with_a_dot(string word, bool expected) => LinkPattern.IsMailAddress(word).ShouldBe(expected);

    [Theory]
    [InlineData("(see www.example.com).", "(see <a href=\"https://www.example.com\">www.example.com</a>).")]
    [InlineData("http://example.com/a(b)", "<a href=\"http://example.com/a(b)\">http://example.com/a(b)</a>")]
    [InlineData("&lt;http://example.com/&gt;", "&lt;<a href=\"http://example.com/\">http://example.com/</a>&gt;")]
    [InlineData("mailto:me@example.com", "<a href=\"mailto:me@example.com\">me@example.com</a>")]
    [InlineData("@me@example.com", "@me@example.com")]
    [InlineData("tel:+49", "<a href=\"tel:+49\">tel:+49</a>")]
    public void Punctuation_around_an_address_stays_outside(string escaped, string expected) =>
        new Linking(null, null, null, ["tel:"]).Link(escaped).ShouldBe(expected);

    [Fact]
    public void Shown_addresses_are_cut_and_attributes_escaped() =>
        new Linking(() => 12, "a\"b", "_blank", []).Link("http://example.com/").ShouldBe(
            "<a href=\"http://example.com/\" rel=\"a&#34;b\" target=\"_blank\">http://examp...</a>");
}
