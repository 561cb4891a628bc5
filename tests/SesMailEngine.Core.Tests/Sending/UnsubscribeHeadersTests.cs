using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Sending.Requests;

namespace SesMailEngine.Core.Tests.Sending;

public sealed class UnsubscribeHeadersTests
{
    [Theory]
    [InlineData("https://example.com/u?a=1,2", "<https://example.com/u?a=1,2>", true)]
    [InlineData("<https://example.com/u>", "<https://example.com/u>", true)]
    [InlineData("<mailto:u@example.com>, <https://example.com/u?a=1,2>", "<mailto:u@example.com>, <https://example.com/u?a=1,2>", true)]
    [InlineData("mailto:u@example.com, https://example.com/u", "<mailto:u@example.com>, <https://example.com/u>", true)]
    [InlineData("mailto:u@example.com?subject=stop", "<mailto:u@example.com?subject=stop>", false)]
    [InlineData("http://example.com/u", "<http://example.com/u>", false)]
    public void Addresses_become_headers(string rendered, string header, bool oneClick)
    {
        var headers = UnsubscribeHeaders.From(rendered);
        headers[0].ShouldBe(new("List-Unsubscribe", header));
        headers.Contains(new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")).ShouldBe(oneClick);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public void Nothing_makes_no_header(string? rendered) => UnsubscribeHeaders.From(rendered).ShouldBeEmpty();

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("example.com/u")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://example.com/\r\nBcc: x@example.org")]
    [InlineData("https://example.com/grüße")]
    public void Anything_else_is_refused(string rendered) =>
        Should.Throw<ValidationException>(() => UnsubscribeHeaders.From(rendered)).Failure.ErrorCode.ShouldBe("VAL005");
}
