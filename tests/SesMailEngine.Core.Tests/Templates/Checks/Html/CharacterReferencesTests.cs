using SesMailEngine.Core.Templates.Checks.Html;

namespace SesMailEngine.Core.Tests.Templates.Checks.Html;

public sealed class CharacterReferencesTests
{
    [Theory]
    [InlineData("a&amp;b&lt;", "a&b<")]
    [InlineData("&#106;&#x6A;&#X6a;", "jjj")]
    [InlineData("&#106avascript", "javascript")]
    [InlineData("&colon;&Tab;&NewLine;", ":\t\n")]
    [InlineData("&unknown; & && &# &#; &#x; &", "&unknown; & && &# &#; &#x; &")]
    [InlineData("&#0;&#xD800;&#1114112;&#99999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#128512;", "😀")]
    [InlineData("?a=1&b=2;c", "?a=1&b=2;c")]
    public void References_are_resolved_as_browsers_do(string text, string expected) => CharacterReferences.Resolve(text).ShouldBe(expected);
}
