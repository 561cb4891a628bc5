using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class SplittingTests
{
    [Theory]
    [InlineData("a,b,,c", ",", -1, "a|b||c")]
    [InlineData("a,b,c", ",", 1, "a|b,c")]
    [InlineData("", ",", -1, "")]
    [InlineData("aXXbXXXc", "XX", -1, "a|b|Xc")]
    [InlineData("  a \u2003 b ", null, -1, "a|b")]
    [InlineData(" a b c ", null, 1, "a|b c ")]
    public void Splitting_goes_from_the_left(string text, string? separator, int limit, string expected) =>
        string.Join('|', Splitting.Split(text, separator, limit)).ShouldBe(expected);

    [Theory]
    [InlineData("a,b,c", ",", 1, "a,b|c")]
    [InlineData(" a b  c ", null, 1, " a b|c")]
    [InlineData("aXXXb", "XX", 5, "aX|b")]
    public void Splitting_may_go_from_the_right(string text, string? separator, int limit, string expected) =>
        string.Join('|', Splitting.SplitRight(text, separator, limit)).ShouldBe(expected);

    [Fact]
    public void White_space_alone_has_no_words() => Splitting.Split(" \t", null).ShouldBeEmpty();

    [Fact]
    public void An_empty_separator_is_an_error() =>
        Should.Throw<TemplateException>(() => Splitting.Split("a", "")).Message.ShouldBe("empty separator");

    [Theory]
    [InlineData("a\nb\r\nc\rd", false, "a|b|c|d")]
    [InlineData("a\n\nb\n", false, "a||b")]
    [InlineData("a\u2028b\u000bc\u0085", false, "a|b|c")]
    [InlineData("a\r\nb", true, "a\r\n|b")]
    [InlineData("", false, "")]
    public void Lines_end_at_every_line_boundary_of_unicode(string text, bool keepEnds, string expected) =>
        string.Join('|', Splitting.SplitLines(text, keepEnds)).ShouldBe(expected);

    [Fact]
    public void Partition_cuts_at_the_first_or_last_separator()
    {
        Splitting.Partition("k=v=w", "=").ShouldBe(("k", "=", "v=w"));
        Splitting.PartitionRight("k=v=w", "=").ShouldBe(("k=v", "=", "w"));
        Splitting.Partition("kv", "=").ShouldBe(("kv", "", ""));
        Splitting.PartitionRight("kv", "=").ShouldBe(("", "", "kv"));
    }
}
