using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class SearchingTests
{
    [Theory]
    [InlineData("a😀b", "b", null, null, 2)]
    [InlineData("hello", "l", 3, null, 3)]
    [InlineData("hello", "l", 0, 2, -1)]
    [InlineData("hello", "o", -1, null, 4)]
    [InlineData("abc", "", 3, null, 3)]
    [InlineData("abc", "", 4, null, -1)]
    public void Positions_count_code_points(string text, string wanted, int? start, int? end, int expected) =>
        Searching.Find(text, wanted, start, end).ShouldBe(expected);

    [Theory]
    [InlineData("aaaa", "aa", 2)]
    [InlineData("a😀", "", 3)]
    [InlineData("abc", "x", 0)]
    public void Occurrences_do_not_overlap(string text, string wanted, int expected) => Searching.Count(text, wanted).ShouldBe(expected);

    [Theory]
    [InlineData("aaa", "aa", "b", -1, "ba")]
    [InlineData("a.b.c", ".", "/", 1, "a/b.c")]
    [InlineData("a😀", "", "-", -1, "-a-😀-")]
    [InlineData("ab", "", ".", 2, ".a.b")]
    [InlineData("abc", "b", "x", 0, "abc")]
    public void Replacing_goes_from_the_left(string text, string old, string replacement, int limit, string expected) =>
        Searching.Replace(text, old, replacement, limit).ShouldBe(expected);

    [Fact]
    public void A_replacement_that_explodes_is_an_error()
    {
        string text = new('a', 10_000);

        Should.Throw<TemplateException>(() => Searching.Replace(text, "a", text)).Kind.ShouldBe(TemplateErrorKind.Limit);
        Should.Throw<TemplateException>(() => Searching.Replace(text, "", text)).Kind.ShouldBe(TemplateErrorKind.Limit);
    }
}
