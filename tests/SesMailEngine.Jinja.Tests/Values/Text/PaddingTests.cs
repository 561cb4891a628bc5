using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class PaddingTests
{
    [Theory]
    [InlineData("x", 5, "  x  ")]
    [InlineData("x", 6, "  x   ")]
    [InlineData("ab", 5, "  ab ")]
    [InlineData("😀", 3, " 😀 ")]
    [InlineData("abc", 2, "abc")]
    [InlineData("a", -1, "a")]
    public void An_odd_space_goes_where_python_puts_it(string text, int width, string expected) =>
        Padding.Center(text, width).ShouldBe(expected);

    [Theory]
    [InlineData("42", 5, "00042")]
    [InlineData("-42", 5, "-0042")]
    [InlineData("+", 3, "+00")]
    [InlineData("abc", 2, "abc")]
    public void Zeros_go_after_the_sign(string text, int width, string expected) => Padding.ZeroFill(text, width).ShouldBe(expected);

    [Theory]
    [InlineData("a\tb", 4, "a   b")]
    [InlineData("abcd\te", 4, "abcd    e")]
    [InlineData("a\n\tb", 4, "a\n    b")]
    [InlineData("😀\tb", 4, "😀   b")]
    [InlineData("a\tb", 0, "ab")]
    public void Tabs_reach_to_the_next_column(string text, int size, string expected) => Padding.ExpandTabs(text, size).ShouldBe(expected);

    [Fact]
    public void A_width_of_a_billion_is_an_error_and_no_memory()
    {
        Action[] attempts =
        [
            () => Padding.Left("x", 1_000_000_000),
            () => Padding.Right("x", long.MaxValue, "😀"),
            () => Padding.Center("x", 1_000_000_000),
            () => Padding.ZeroFill("x", long.MaxValue),
            () => Padding.Repeat("ab", long.MaxValue),
            () => Padding.ExpandTabs("\t", long.MaxValue),
        ];

        foreach (var attempt in attempts)
        {
            Should.Throw<TemplateException>(attempt).Kind.ShouldBe(TemplateErrorKind.Limit);
        }
    }
}
