using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class TemplatePathTests
{
    [Theory]
    [InlineData("welcome/template.html")]
    [InlineData("_layout/base.html")]
    [InlineData("a.b/c-d_e.txt")]
    [InlineData("shared parts/footer.html")]
    [InlineData("grüße/x.html")]
    public void A_path_below_the_bucket_is_safe(string path) => TemplatePath.IsSafe(path).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("a/..")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\\..\\b")]
    [InlineData("C:a")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a%2fb")]
    public void A_path_that_could_lead_elsewhere_is_not(string path) => TemplatePath.IsSafe(path).ShouldBeFalse();

    [Fact]
    public void A_path_has_at_most_512_characters()
    {
        TemplatePath.IsSafe(new string('a', 512)).ShouldBeTrue();
        TemplatePath.IsSafe(new string('a', 513)).ShouldBeFalse();
    }
}
