using SesMailEngine.Core.Templates.Checks.Html;

namespace SesMailEngine.Core.Tests.Templates.Checks.Html;

public sealed class LinkSchemeTests
{
    [Theory]
    [InlineData("https://example.com", "https")]
    [InlineData("MAILTO:a@b", "mailto")]
    [InlineData(" \u0001javascript:x", "javascript")]
    [InlineData("java\tscr\nipt:x", "javascript")]
    [InlineData("a+b-c.d1:x", "a+b-c.d1")]
    [InlineData("1a:x", null)]
    [InlineData(":x", null)]
    [InlineData("", null)]
    [InlineData("/path:x", null)]
    [InlineData("page?q=a:b", null)]
    [InlineData("//example.com", null)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:x", null)]
    public void The_scheme_is_what_a_browser_takes_it_to_be(string address, string? scheme) => LinkScheme.Of(address).ShouldBe(scheme);
}
