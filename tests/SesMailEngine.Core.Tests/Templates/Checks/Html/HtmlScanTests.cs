using CsCheck;
using SesMailEngine.Core.Templates.Checks.Html;

namespace SesMailEngine.Core.Tests.Templates.Checks.Html;

public sealed class HtmlScanTests
{
    [Theory]
    [InlineData("<p>x</p>", "p")]
    [InlineData("a < b <3 <p", "")]
    [InlineData("<IMG SRC=a ALT='b c' hidden>", "img[src=a][alt=b c][hidden=]")]
    [InlineData("<img alt = \"a > b\" src=x/>", "img[alt=a > b][src=x/]")]
    [InlineData("<img/alt='x'/src='y'/>", "img[alt=x][src=y]")]
    [InlineData("<img alt=a alt=b>", "img[alt=a]")]
    [InlineData("<!-- <img> --><br>", "br")]
    [InlineData("<!--><br>", "br")]
    [InlineData("<!-- never closed <br>", "")]
    [InlineData("<!--[if !mso]><!--><br><!--<![endif]-->", "br")]
    [InlineData("<!DOCTYPE html><?xml x?></ ><br>", "br")]
    [InlineData("<style>a > b { } <img></style><br>", "style|br")]
    [InlineData("<script>if (a<b) '</scriptx>' <img></SCRIPT ><br>", "script|br")]
    [InlineData("<title><b></title>", "title")]
    [InlineData("<a href='open", "")]
    [InlineData("<a href=", "")]
    [InlineData("<", "")]
    [InlineData("</", "")]
    [InlineData("<!", "")]
    [InlineData("<v:rect href='x'>", "v:rect[href=x]")]
    public void Start_tags_are_read_as_browsers_read_them(string html, string expected) =>
        string.Join('|', HtmlScan.Of(html).Tags.Select(
            tag => tag.Name + string.Concat(tag.Attributes.Select(pair => $"[{pair.Key}={pair.Value}]")))).ShouldBe(expected);

    [Fact]
    public void Visible_text_leaves_out_tags_comments_styles_and_scripts() =>
        HtmlScan.Of("<head><title>T</title><style>s</style></head><p>one<!-- c --> two<script>x</script></p>three")
            .VisibleText.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["one", "two", "three"]);

    [Fact]
    public void Any_text_is_html_of_some_kind()
    {
        string[] pieces = ["<", ">", "</", "<!--", "-->", "a", " ", "=", "'", "\"", "/", "<style", "</style>", "<img src=", "&", "\n", "!", "?"];

        Gen.Int[0, pieces.Length - 1].Array[0, 40].Sample(picks => HtmlScan.Of(string.Concat(picks.Select(pick => pieces[pick]))));
    }

    [Fact]
    public void Attribute_values_have_their_character_references_resolved() =>
        HtmlScan.Of("<a href='?a=1&amp;b=&#50;'>").Tags[0]["href"].ShouldBe("?a=1&b=2");
}
