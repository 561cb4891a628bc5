using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

/// <summary>Expected values are CPython's.</summary>
public sealed class CaseMappingTests
{
    [Theory]
    [InlineData("straße", "STRASSE")]
    [InlineData("ﬁn", "FIN")]
    [InlineData("ŉ", "ʼN")]
    [InlineData("ᾳ", "ΑΙ")]
    [InlineData("ı", "I")]
    [InlineData("𐐨", "𐐀")]
    [InlineData("ǆ", "Ǆ")]
    public void Upper_case_follows_the_special_cases(string text, string expected) => CaseMapping.ToUpper(text).ShouldBe(expected);

    [Theory]
    [InlineData("ΑΣ", "ας")]
    [InlineData("ΑΣ ΣΑ", "ας σα")]
    [InlineData("ΑΣ'Α", "ας'α", false)]
    [InlineData("Σ", "σ")]
    [InlineData("İ", "i̇")]
    [InlineData("ẞ", "ß")]
    [InlineData("K", "k")]
    public void Lower_case_knows_the_final_sigma(string text, string expected, bool holds = true) =>
        (CaseMapping.ToLower(text) == expected).ShouldBe(holds);

    [Theory]
    [InlineData("it's o'neil", "It'S O'Neil")]
    [InlineData("ǆa", "ǅa")]
    [InlineData("ﬁne", "Fine")]
    [InlineData("აბ", "აბ")]
    [InlineData("1st ß", "1St Ss")]
    public void Title_case_starts_after_what_has_no_case(string text, string expected) => CaseMapping.ToTitle(text).ShouldBe(expected);

    [Theory]
    [InlineData("éCOLE", "École")]
    [InlineData("1ABC", "1abc")]
    [InlineData("", "")]
    public void Capitalizing_lowers_the_rest(string text, string expected) => CaseMapping.Capitalize(text).ShouldBe(expected);

    [Theory]
    [InlineData("Straße", "strasse")]
    [InlineData("ςΣ", "σσ")]
    [InlineData("ꭰ", "Ꭰ")]
    public void Folded_texts_compare_without_case(string text, string expected) => CaseMapping.CaseFold(text).ShouldBe(expected);

    [Fact]
    public void Swapping_case_works_both_ways() => CaseMapping.SwapCase("Hello ß").ShouldBe("hELLO SS");
}
