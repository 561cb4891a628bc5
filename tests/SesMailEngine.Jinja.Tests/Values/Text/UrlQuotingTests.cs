using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Tests.Values.Text;

public sealed class UrlQuotingTests
{
    [Theory]
    [InlineData("a/b c", "a/b%20c", "a%2Fb+c")]
    [InlineData("ü&+~", "%C3%BC%26%2B~", "%C3%BC%26%2B~")]
    [InlineData("😀", "%F0%9F%98%80", "%F0%9F%98%80")]
    public void Paths_keep_slashes_and_queries_have_plus_for_space(string text, string path, string query)
    {
        UrlQuoting.Quote(text).ShouldBe(path);
        UrlQuoting.Quote(text, forQuery: true).ShouldBe(query);
    }
}
