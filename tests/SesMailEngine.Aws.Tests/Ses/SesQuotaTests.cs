using System.Net;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.Ses;

public sealed class SesQuotaTests(EmulatorSet emulators) : IDisposable
{
    private readonly FaultyHandler wire = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task The_accounts_limits_are_read() =>
        (await (await QuotaAsync()).GetAsync(Cancel)).ShouldBe(new SendQuota(14, 50000, 7));

    [Fact]
    public async Task A_limit_of_minus_one_is_none()
    {
        using var http = new HttpClient(new RecordingHandler(answer: """{"SendQuota":{"MaxSendRate":-1,"Max24HourSend":-1.0,"SentLast24Hours":3}}"""));
        var quota = new SesQuota(new AwsClient(http, await emulators.TargetAsync("ses")), Retries());
        (await quota.GetAsync(Cancel)).ShouldBe(new SendQuota(0, 0, 3));
    }

    [Fact]
    public async Task What_passes_is_waited_out()
    {
        wire.Next("GET", Fault.Error(HttpStatusCode.TooManyRequests, "TooManyRequestsException"), Fault.LostAnswer, Fault.ExpiredCredentials);
        (await (await QuotaAsync()).GetAsync(Cancel)).MaxSendRate.ShouldBe(14);
        wire.Calls["GET"].ShouldBe(4);
    }

    [Fact]
    public async Task Denied_access_is_told_at_once()
    {
        wire.Next("GET", Fault.AccessDenied);
        var quota = await QuotaAsync();
        var failure = await Should.ThrowAsync<PortException>(() => quota.GetAsync(Cancel));
        (failure.IsTransient, failure.Message).ShouldBe((false, "SES error GetAccount: AccessDeniedException"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("oops")]
    [InlineData("""{"SendQuota":{"MaxSendRate":"1"}}""")]
    public async Task An_answer_without_limits_is_transient(string answer)
    {
        using var http = new HttpClient(new RecordingHandler(answer: answer));
        var quota = new SesQuota(new AwsClient(http, await emulators.TargetAsync("ses")), Retries());
        (await Should.ThrowAsync<PortException>(() => quota.GetAsync(Cancel))).IsTransient.ShouldBeTrue();
    }

    private async Task<SesQuota> QuotaAsync() =>
        new(new AwsClient(new HttpClient(wire, disposeHandler: false), await emulators.TargetAsync("ses")), Retries());

    private static CallRetries Retries() => new(TimeProvider.System, new Random(1));
}
