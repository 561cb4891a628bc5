using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class SemanticVersionTests
{
    private static SemanticVersion Parsed(string text)
    {
        SemanticVersion.TryParse(text, out var version).ShouldBeTrue(text);
        return version!;
    }

    [Fact]
    public void Versions_are_ordered_as_the_specification_says()
    {
        string[] ascending =
        [
            "0.0.0", "0.0.1", "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0", "10.0.0",
            "99999999999999999999999.0.0",
        ];
        for (var i = 0; i < ascending.Length; i++)
        {
            for (var j = 0; j < ascending.Length; j++)
            {
                Math.Sign(Parsed(ascending[i]).CompareTo(Parsed(ascending[j]))).ShouldBe(i.CompareTo(j));
            }
        }
    }

    [Theory]
    [InlineData("1.0.0+build.1", "1.0.0+other")]
    [InlineData("1.0.0", "1.0.0+20261124")]
    [InlineData("v1.2", "1.2.0")]
    [InlineData("2", "2.0.0")]
    [InlineData("1.0.0-x-y.z", "1.0.0-x-y.z")]
    public void Some_writings_are_the_same_version(string a, string b) => Parsed(a).CompareTo(Parsed(b)).ShouldBe(0);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("latest")]
    [InlineData("1.0.0.0")]
    [InlineData("1..0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.0+")]
    [InlineData("1.0.0-ä")]
    [InlineData("-1.0.0")]
    [InlineData("1.0.0 ")]
    public void What_is_no_version_is_refused(string? text) => SemanticVersion.TryParse(text, out _).ShouldBeFalse();
}
