using System.Text;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Lambda.Events;
using SesMailEngine.Lambda.Handlers;
using SesMailEngine.Lambda.Runtime;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Lambda.Tests.Handlers;

public sealed class EmailSenderHandlerTests : IDisposable
{
    private const string EmailQueue = "arn:aws:sqs:us-east-1:000000000000:s-EmailQueue";
    private const string RetryQueue = "arn:aws:sqs:us-east-1:000000000000:s-RetryQueue";

    private readonly FakeTimeProvider time = new(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly RecordingLog log = new();
    private readonly List<(string Queue, DelayedCopy Copy)> copies = [];
    private readonly Dictionary<string, Queue<Func<QueueAction>>> script = [];
    private readonly List<QueuedRequest> handled = [];
    private Func<DelayedCopy, bool> takes = _ => true;
    private readonly CancellationTokenSource deadline = new();

    [Fact]
    public async Task Only_messages_that_must_stay_are_named()
    {
        Plan("a", QueueAction.Consume);
        Plan("b", QueueAction.Leave);
        Plan("c", QueueAction.Consume);

        (await HandleAsync(EmailQueue, "a", "b", "c")).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"b"}]}""");
    }

    [Fact]
    public async Task A_batch_that_is_all_done_names_nobody()
    {
        Plan("a", QueueAction.Consume);

        (await HandleAsync(EmailQueue, "a")).ShouldBe("""{"batchItemFailures":[]}""");
    }

    [Theory]
    [InlineData(EmailQueue, false)]
    [InlineData(RetryQueue, true)]
    [InlineData("arn:aws:sqs:us-east-1:000000000000:other-s-RetryQueue", false)]
    public async Task The_queue_tells_a_retry(string queue, bool isRetry)
    {
        Plan("a", QueueAction.Consume);

        await HandleAsync(queue, "a");

        handled.ShouldHaveSingleItem().IsRetry.ShouldBe(isRetry);
    }

    [Fact]
    public async Task One_message_that_breaks_the_sender_fails_alone()
    {
        Plan("a", QueueAction.Consume);
        script["b"] = new([() => throw new InvalidOperationException("a mistake with jo@example.com")]);

        (await HandleAsync(EmailQueue, "a", "b")).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"b"}]}""");

        log.Lines.ShouldHaveSingleItem().Message.ShouldNotContain("jo@");
    }

    [Fact]
    public async Task A_short_hold_is_waited_out_in_hand()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(6)), QueueAction.Consume);

        var handling = HandleAsync(EmailQueue, "a");
        time.Advance(TimeSpan.FromSeconds(5.9));
        handling.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));

        (await handling).ShouldBe("""{"batchItemFailures":[]}""");
        handled.Count.ShouldBe(2);
        copies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_hold_goes_back_as_a_copy_and_the_original_is_consumed()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(60)));
        Plan("b", QueueAction.Consume);

        (await HandleAsync(EmailQueue, "a", "b")).ShouldBe("""{"batchItemFailures":[]}""");

        var (queue, copy) = copies.ShouldHaveSingleItem();
        queue.ShouldBe(EmailQueue);
        copy.Delay.ShouldBe(TimeSpan.FromSeconds(60));
        copy.Attributes["FirstMessageId"].ShouldBe("a");
    }

    [Fact]
    public async Task A_hold_that_the_deadline_ends_goes_back_too()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(6)));

        var handling = HandleAsync(EmailQueue, "a");
        await deadline.CancelAsync();
        await handling;

        copies.ShouldHaveSingleItem().Copy.Delay.ShouldBe(TimeSpan.FromSeconds(6));
        handled.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_hold_that_would_outlast_the_call_is_not_waited_for()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(8.1)));

        // Of ten seconds two are kept for the end.
        await Handler().HandleAsync(Batch((EmailQueue, "a")) with { Deadline = time.GetUtcNow().AddSeconds(10) }, deadline.Token);

        copies.ShouldHaveSingleItem().Copy.Delay.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task What_a_stopping_sender_gives_back_comes_again_at_once()
    {
        Plan("a", QueueAction.Hold(TimeSpan.Zero));

        await HandleAsync(EmailQueue, "a");

        copies.ShouldHaveSingleItem().Copy.Delay.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Each_copy_goes_to_the_queue_it_came_from()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(60)));
        Plan("b", QueueAction.Hold(TimeSpan.FromSeconds(60)));

        await Handler().HandleAsync(Batch((EmailQueue, "a"), (RetryQueue, "b")), deadline.Token);

        copies.Select(c => (c.Queue, c.Copy.Message.MessageId)).ShouldBe([(EmailQueue, "a"), (RetryQueue, "b")]);
    }

    [Fact]
    public async Task A_copy_the_queue_does_not_take_leaves_its_original()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(60)));
        Plan("b", QueueAction.Hold(TimeSpan.FromSeconds(60)));
        takes = copy => copy.Message.MessageId != "a";

        (await HandleAsync(EmailQueue, "a", "b")).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"a"}]}""");
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_leaves_all_originals()
    {
        Plan("a", QueueAction.Hold(TimeSpan.FromSeconds(60)));
        takes = _ => throw new PortException("SQS is away", true);

        (await HandleAsync(EmailQueue, "a")).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"a"}]}""");
        log.Lines.ShouldHaveSingleItem().Message.ShouldContain("SQS is away");
    }

    [Fact]
    public async Task Messages_of_a_batch_are_handled_side_by_side_ten_at_a_time()
    {
        var gate = new TaskCompletionSource();
        var inHand = 0;
        var handler = new EmailSenderHandler(
            async (_, _) =>
            {
                Interlocked.Increment(ref inHand);
                await gate.Task;
                return QueueAction.Consume;
            },
            (_, _, _) => throw new InvalidOperationException(), "s-RetryQueue", log, time);

        var handling = handler.HandleAsync(Batch([.. Enumerable.Range(0, 25).Select(i => (EmailQueue, $"m{i}"))]), deadline.Token);
        inHand.ShouldBe(10);
        gate.SetResult();
        await handling;

        inHand.ShouldBe(25);
    }

    [Fact]
    public async Task A_payload_that_is_no_batch_is_an_error_of_the_call() =>
        await Should.ThrowAsync<InvalidEventException>(() => Handler().HandleAsync(new("r", "{}"u8.ToArray(), null, null), deadline.Token));

    public void Dispose() => deadline.Dispose();

    private void Plan(string id, params QueueAction[] actions) => script[id] = new(actions.Select(action => (Func<QueueAction>)(() => action)));

    private async Task<string> HandleAsync(string queue, params string[] ids) => Encoding.UTF8.GetString(
        (await Handler().HandleAsync(Batch([.. ids.Select(id => (queue, id))]), deadline.Token)).Span);

    private EmailSenderHandler Handler() => new(
        (request, _) =>
        {
            handled.Add(request);
            return Task.FromResult(script[request.MessageId].Dequeue()());
        },
        (queue, batch, _) =>
        {
            IReadOnlyList<bool> taken = [.. batch.Select(takes)];
            copies.AddRange(batch.Where((_, i) => taken[i]).Select(copy => (queue, copy)));
            return Task.FromResult(taken);
        }, "s-RetryQueue", log, time);

    private static Invocation Batch(params (string Queue, string Id)[] messages)
    {
        var records = messages.Select(m => $$"""{"messageId":"{{m.Id}}","body":"x","eventSourceARN":"{{m.Queue}}"}""");
        return new("request", Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}"""), null, null);
    }
}
