using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a😀b", 3)]
    [InlineData("👨‍👩‍👧", 5)]
    public void A_code_point_counts_once_however_many_units_it_takes(string text, int expected) =>
        CodePoints.Count(text).ShouldBe(expected);

    [Fact]
    public void Half_a_pair_counts_as_one() => CodePoints.Count("\ude00\ud83d").ShouldBe(2);

    [Theory]
    [InlineData(0, null, null, "a😀bc")]
    [InlineData(1, 2, null, "😀")]
    [InlineData(-2, null, null, "bc")]
    [InlineData(null, null, -1, "cb😀a")]
    [InlineData(null, null, 2, "ab")]
    [InlineData(3, 0, -2, "c😀")]
    [InlineData(5, 9, null, "")]
    [InlineData(2, 1, null, "")]
    public void Slices_cut_between_code_points(int? start, int? stop, int? step, string expected)
    {
        var bounds = SliceBounds.Resolve(start, stop, step, 4);

        CodePoints.Slice("a😀bc", bounds.Start, bounds.Step, bounds.Count).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "aa")]
    [InlineData("\uffff", "😀")]
    [InlineData("\ud83d\ude00", "\ud83d\ude01")]
    public void Order_is_that_of_code_points(string less, string greater)
    {
        CodePoints.Compare(less, greater).ShouldBeNegative();
        CodePoints.Compare(greater, less).ShouldBePositive();
    }

    [Fact]
    public void A_text_is_listed_character_by_character() => CodePoints.Each("a😀é").ShouldBe(["a", "😀", "é"]);

    [Fact]
    public void A_text_is_reversed_without_breaking_pairs() => CodePoints.Reverse("a😀b").ShouldBe("b😀a");
}
