using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class TextWrappingTests
{
    [Theory]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("  one two", 5, "  one|two")]
    [InlineData("well-known fact", 8, "well-|known|fact")]
    [InlineData("a--b c", 3, "a--|b c")]
    [InlineData("abcdefgh", 3, "abc|def|gh")]
    [InlineData("😀😀 😀😀", 2, "😀😀|😀😀")]
    [InlineData("x-ray-vision", 6, "x-ray-|vision")]
    [InlineData("", 5, "")]
    public void Lines_break_between_words_and_after_hyphens(string text, int width, string expected) =>
        string.Join('|', TextWrapping.Wrap(text, width, breakLongWords: true, breakOnHyphens: true)).ShouldBe(expected);

    [Fact]
    public void Long_words_may_stay_whole() =>
        TextWrapping.Wrap("a abcdefgh-i b", 4, breakLongWords: false, breakOnHyphens: false).ShouldBe(["a", "abcdefgh-i", "b"]);

    [Fact]
    public void A_width_of_nothing_is_an_error() =>
        Should.Throw<TemplateException>(() => TextWrapping.Wrap("a", 0, true, true)).Message.ShouldBe("invalid width 0 (must be > 0)");
}
