using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.Sqs;

public sealed class DelayedMessagesTests(EmulatorSet emulators) : IDisposable
{
    private static int queues;

    private readonly FaultyHandler wire = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => wire.Dispose();

    [Theory]
    [InlineData("sqs")]
    [InlineData("fauxqs")]
    public async Task A_message_arrives_with_its_attributes(string emulator)
    {
        var (messages, client, url) = await QueueAsync(emulator);

        (await messages.SendAsync(url, [Message("{\"a\":1}", 0)], Cancel)).ShouldBe([true]);

        var answer = await client.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 1, MessageAttributeNames = ["All"] }, Cancel);
        var message = answer.Messages.ShouldHaveSingleItem();
        message.Body.ShouldBe("{\"a\":1}");
        message.MessageAttributes["FirstMessageId"].StringValue.ShouldBe("m-1");
    }

    [Fact]
    public async Task Each_message_has_its_own_delay()
    {
        var (messages, client, url) = await QueueAsync("fauxqs");

        (await messages.SendAsync(url, [Message("now", 0), Message("later", 900)], Cancel)).ShouldBe([true, true]);

        var counts = await client.GetQueueAttributesAsync(url, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"], Cancel);
        (counts.ApproximateNumberOfMessages, counts.ApproximateNumberOfMessagesDelayed).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Many_messages_go_in_calls_of_ten()
    {
        var (messages, _, url) = await QueueAsync("sqs");

        (await messages.SendAsync(url, [.. Enumerable.Range(0, 23).Select(i => Message($"{i}", 0))], Cancel)).ShouldAllBe(taken => taken);

        wire.Calls["SendMessageBatch"].ShouldBe(3);
    }

    [Fact]
    public async Task Large_messages_go_alone()
    {
        var (messages, _, url) = await QueueAsync("sqs");
        var large = new string('x', 200_000);

        (await messages.SendAsync(url, [Message(large, 0), Message(large, 0), Message("small", 0)], Cancel)).ShouldAllBe(taken => taken);

        wire.Calls["SendMessageBatch"].ShouldBe(2);
    }

    [Fact]
    public async Task A_call_that_nobody_answers_is_repeated()
    {
        var (messages, _, url) = await QueueAsync("sqs");
        wire.Next("SendMessageBatch", Fault.Throttled, Fault.LostRequest, Fault.ExpiredCredentials);

        (await messages.SendAsync(url, [Message("a", 0)], Cancel)).ShouldBe([true]);

        wire.Calls["SendMessageBatch"].ShouldBe(4);
    }

    [Fact]
    public async Task What_one_call_loses_the_others_keep()
    {
        var (messages, _, url) = await QueueAsync("sqs");
        wire.Next("SendMessageBatch", Fault.Error(HttpStatusCode.Forbidden, "AccessDenied"));

        var taken = await messages.SendAsync(url, [.. Enumerable.Range(0, 12).Select(i => Message($"{i}", 0))], Cancel);

        taken.ShouldBe([.. Enumerable.Repeat(false, 10), true, true]);
    }

    [Fact]
    public async Task A_refusal_of_everything_is_told()
    {
        var (messages, _, url) = await QueueAsync("sqs");
        wire.Next("SendMessageBatch", Fault.Error(HttpStatusCode.Forbidden, "AccessDenied"));

        var failure = await Should.ThrowAsync<PortException>(() => messages.SendAsync(url, [Message("a", 0)], Cancel));
        (failure.IsTransient, failure.Message).ShouldBe((false, "SQS error SendMessageBatch: AccessDenied"));
    }

    private static DelayedMessage Message(string body, int seconds) =>
        new(body, TimeSpan.FromSeconds(seconds), new Dictionary<string, string> { ["FirstMessageId"] = "m-1", ["Holds"] = "1" });

    private async Task<(DelayedMessages Messages, AmazonSQSClient Client, string Url)> QueueAsync(string emulator)
    {
        var target = await emulators.TargetAsync(emulator);
        var config = SqsClients.Config(target);
        config.HttpClientFactory = wire.Factory;
        var client = new AmazonSQSClient(target.Credentials, config);
        var url = (await client.CreateQueueAsync($"delayed-{Interlocked.Increment(ref queues)}", Cancel)).QueueUrl;
        return (new DelayedMessages(client, new(TimeProvider.System, new Random(1))), client, url);
    }
}
