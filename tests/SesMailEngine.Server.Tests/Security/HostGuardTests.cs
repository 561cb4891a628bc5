using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Tests.Security;

public sealed class HostGuardTests
{
    [Theory]
    [InlineData("localhost:4566")]
    [InlineData("127.0.0.1:4566")]
    [InlineData("[::1]:4566")]
    [InlineData("bucket.localhost:4566")]
    [InlineData("mail.example")]
    public void An_own_host_name_is_accepted(string host) => Refusal(host).ShouldBeNull();

    [Theory]
    [InlineData("evil.example:4566")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.nip.example")]
    [InlineData("0.0.0.0:4566")]
    [InlineData("192.0.2.1:4566")]
    public void A_foreign_host_name_is_refused(string host) => Refusal(host).ShouldNotBeNull();

    [Theory]
    [InlineData("http://localhost:4566", true)]
    [InlineData("http://localhost:3000", false)]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    public void Only_the_own_origin_may_call(string origin, bool accepted) =>
        (Refusal("localhost:4566", ("Origin", origin)) is null).ShouldBe(accepted);

    [Theory]
    [InlineData("cross-site", "no-cors", "image", "", false)]
    [InlineData("same-site", "cors", "empty", "", false)]
    [InlineData("cross-site", "navigate", "document", "", true)]
    [InlineData("cross-site", "navigate", "document", "?Action=PurgeQueue", false)]
    [InlineData("cross-site", "navigate", "iframe", "", false)]
    [InlineData("same-origin", "cors", "empty", "", true)]
    [InlineData("none", "navigate", "document", "", true)]
    public void A_page_of_another_site_may_link_here_and_nothing_else(string site, string mode, string dest, string query, bool accepted) =>
        (Refusal("localhost", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest), ("?", query)) is null)
            .ShouldBe(accepted);

    [Fact]
    public void A_browser_that_knows_no_fetch_metadata_still_cannot_be_led_to_an_API_call() =>
        Refusal("localhost", ("User-Agent", "Mozilla/5.0"), ("?", "?Action=PurgeQueue")).ShouldNotBeNull();

    private static string? Refusal(string host, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        request.Host = new HostString(host);
        foreach (var (name, value) in headers)
        {
            if (name == "?") request.QueryString = new QueryString(value);
            else request.Headers[name] = value;
        }
        return new HostGuard(["mail.example"]).Refusal(request);
    }
}
