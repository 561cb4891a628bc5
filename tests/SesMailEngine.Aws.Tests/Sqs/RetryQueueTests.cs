using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.Sqs;

public sealed class RetryQueueTests(EmulatorSet emulators) : IDisposable
{
    private static int queues;

    private readonly FaultyHandler wire = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => wire.Dispose();

    [Theory]
    [InlineData("sqs", """{"emailId":"email-1","detail":{"name":"Grüße 👋 \u0001"}}""")]
    // This one takes no character beyond the first 65,536 of Unicode, which SQS does.
    [InlineData("fauxqs", """{"emailId":"email-1","detail":{"name":"Grüße \u0001"}}""")]
    public async Task A_retry_arrives_as_it_went(string emulator, string body)
    {
        var (queue, client, url) = await QueueAsync(emulator, TimeSpan.Zero);
        await queue.EnqueueAsync("email-1", body, Cancel);
        (await ReceiveAsync(client, url)).ShouldBe(body);
    }

    [Fact]
    public async Task A_retry_waits()
    {
        var (queue, client, url) = await QueueAsync("fauxqs", TimeSpan.FromHours(1));
        await queue.EnqueueAsync("email-1", "{}", Cancel);
        (await client.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 0 }, Cancel)).Messages.ShouldBeNull();
        var counts = await client.GetQueueAttributesAsync(url, ["ApproximateNumberOfMessagesDelayed"], Cancel);
        counts.ApproximateNumberOfMessagesDelayed.ShouldBe(1);
    }

    [Fact]
    public async Task Characters_that_SQS_does_not_take_are_escaped()
    {
        var (queue, client, url) = await QueueAsync("sqs", TimeSpan.Zero);
        await queue.EnqueueAsync("email-1", "{\"name\":\"\uFFFE\uFFFF\"}", Cancel);
        (await ReceiveAsync(client, url)).ShouldBe("""{"name":"\uFFFE\uFFFF"}""");
    }

    [Fact]
    public async Task A_send_that_nobody_answers_is_repeated()
    {
        var (queue, client, url) = await QueueAsync("sqs", TimeSpan.Zero);
        wire.Next("SendMessage", Fault.Throttled, Fault.LostRequest, Fault.ExpiredCredentials);
        await queue.EnqueueAsync("email-1", "{}", Cancel);
        wire.Calls["SendMessage"].ShouldBe(4);
        (await ReceiveAsync(client, url)).ShouldBe("{}");
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_told_at_once()
    {
        var (_, client, url) = await QueueAsync("sqs", TimeSpan.Zero);
        var queue = new RetryQueue(client, url + "-not", TimeSpan.Zero, new(TimeProvider.System, new Random(1)));
        var failure = await Should.ThrowAsync<PortException>(() => queue.EnqueueAsync("email-1", "{}", Cancel));
        failure.IsTransient.ShouldBeFalse();
        failure.ErrorName.ShouldNotBeNull().ShouldContain("NonExistentQueue");
    }

    [Fact]
    public async Task Denied_access_is_told_at_once()
    {
        var (queue, _, _) = await QueueAsync("sqs", TimeSpan.Zero);
        wire.Next("SendMessage", Fault.Error(HttpStatusCode.Forbidden, "AccessDenied"));
        var failure = await Should.ThrowAsync<PortException>(() => queue.EnqueueAsync("email-1", "{}", Cancel));
        (failure.IsTransient, failure.ErrorName, failure.Message).ShouldBe((false, "AccessDenied", "SQS error SendMessage: AccessDenied"));
    }

    private async Task<(RetryQueue Queue, AmazonSQSClient Client, string Url)> QueueAsync(string emulator, TimeSpan delay)
    {
        var target = await emulators.TargetAsync(emulator);
        var config = SqsClients.Config(target);
        config.HttpClientFactory = wire.Factory;
        var client = new AmazonSQSClient(target.Credentials, config);
        var url = (await client.CreateQueueAsync($"queue-{Interlocked.Increment(ref queues)}", Cancel)).QueueUrl;
        return (new RetryQueue(client, url, delay, new CallRetries(TimeProvider.System, new Random(1))), client, url);
    }

    private static async Task<string> ReceiveAsync(AmazonSQSClient client, string url) =>
        (await client.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 1 }, Cancel)).Messages.ShouldHaveSingleItem().Body;
}
