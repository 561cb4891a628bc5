using System.Net;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Tests.Hosting;

public sealed class AwsEndpointOptionsTests
{
    private static readonly AwsEndpointOptions Default = new() { Names = RunningEndpoint.Names };

    [Fact]
    public void Loopback_needs_no_keys() => Default.Problem().ShouldBeNull();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.7")]
    public void Listening_beyond_loopback_without_keys_is_refused(string address) =>
        (Default with { Address = IPAddress.Parse(address) }).Problem().ShouldNotBeNull().ShouldContain("access keys");

    [Fact]
    public void Listening_beyond_loopback_with_keys_is_allowed() =>
        (Default with { Address = IPAddress.Any, AccessKeys = [new AccessKey("AKID", "long-enough")] }).Problem().ShouldBeNull();

    [Theory]
    [InlineData("", "long-enough")]
    [InlineData("A/B", "long-enough")]
    [InlineData("AKID", "short")]
    public void A_key_nobody_could_use_is_refused(string id, string secret) =>
        (Default with { AccessKeys = [new AccessKey(id, secret)] }).Problem().ShouldNotBeNull();

    [Fact]
    public void No_secret_is_ever_printed() =>
        (Default with { AccessKeys = [new AccessKey("AKID", "top-secret")], DashboardPassword = "hush" }).ToString()
            .ShouldSatisfyAllConditions(t => t.ShouldNotContain("top-secret"), t => t.ShouldNotContain("hush"));
}
