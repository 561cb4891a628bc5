using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class StringReprTests
{
    [Theory]
    [InlineData("abc", "'abc'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("'\"", "'\\'\"'")]
    [InlineData("a\\b\n\r\t", "'a\\\\b\\n\\r\\t'")]
    [InlineData("\u0000\u007f\u0085", "'\\x00\\x7f\\x85'")]
    [InlineData("\u00a0\u200b\u2028\ue000", "'\\xa0\\u200b\\u2028\\ue000'")]
    [InlineData("é😀", "'é😀'")]
    public void What_is_not_printable_is_escaped(string text, string expected) => StringRepr.Quote(text).ShouldBe(expected);

    [Fact]
    public void Half_a_pair_is_escaped() => StringRepr.Quote("a\ud83d").ShouldBe("'a\\ud83d'");

    [Fact]
    public void In_ascii_everything_else_is_escaped_too() => StringRepr.Quote("é漢😀", ascii: true).ShouldBe("'\\xe9\\u6f22\\U0001f600'");
}
