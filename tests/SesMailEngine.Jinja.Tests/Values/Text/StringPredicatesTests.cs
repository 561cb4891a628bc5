using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class StringPredicatesTests
{
    [Theory]
    [InlineData("12", true, true, true)]
    [InlineData("٣", true, true, true)]
    [InlineData("²", false, true, true)]
    [InlineData("½", false, false, true)]
    [InlineData("一", false, false, true)]
    [InlineData("Ⅷ", false, false, true)]
    [InlineData("-1", false, false, false)]
    [InlineData("", false, false, false)]
    public void Decimals_are_digits_and_digits_are_numeric(string text, bool isDecimal, bool isDigit, bool isNumeric)
    {
        StringPredicates.All(text, CharacterClass.IsDecimal).ShouldBe(isDecimal);
        StringPredicates.All(text, CharacterClass.IsDigit).ShouldBe(isDigit);
        StringPredicates.All(text, CharacterClass.IsNumeric).ShouldBe(isNumeric);
    }

    [Theory]
    [InlineData("abc", true, false, false)]
    [InlineData("a 1", true, false, false)]
    [InlineData("ABC", false, true, false)]
    [InlineData("Hello World", false, false, true)]
    [InlineData("Hello world", false, false, false)]
    [InlineData("ª", true, false, false)]
    [InlineData("Ⓐ", false, true, true)]
    [InlineData("ǅ", false, false, true)]
    [InlineData("12", false, false, false)]
    public void Case_is_a_matter_of_cased_characters_only(string text, bool isLower, bool isUpper, bool isTitle)
    {
        StringPredicates.IsLower(text).ShouldBe(isLower);
        StringPredicates.IsUpper(text).ShouldBe(isUpper);
        StringPredicates.IsTitle(text).ShouldBe(isTitle);
    }

    [Theory]
    [InlineData("name_1", true)]
    [InlineData("ключ", true)]
    [InlineData("a·b", true)]
    [InlineData("·a", false)]
    [InlineData("1a", false)]
    [InlineData("a-b", false)]
    [InlineData("", false)]
    public void Identifiers_are_those_of_python(string text, bool expected) => StringPredicates.IsIdentifier(text).ShouldBe(expected);

    [Theory]
    [InlineData(' ', true)]
    [InlineData('\x1c', true)]
    [InlineData('\x85', true)]
    [InlineData('\u3000', true)]
    [InlineData('\u200b', false)]
    public void White_space_includes_the_ascii_separators(char c, bool expected) => CharacterClass.IsSpace(c).ShouldBe(expected);
}
