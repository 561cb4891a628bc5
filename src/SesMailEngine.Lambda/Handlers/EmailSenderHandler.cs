using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Lambda.Events;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>
/// Serves the buffer queue and the retry queue: sends the requests of a batch side by side and names those that must stay.
/// What is consumed is deleted by the mapping; what is left comes again and counts as a receive; what is held waits in hand as
/// long as the call's time allows, and then goes back as a delayed copy while the original is deleted (see
/// docs/decisions/0013-a-held-message-is-put-back-as-a-copy.md).
/// </summary>
/// <param name="send">Sends one request.</param>
/// <param name="putBack">Puts copies of held messages on their queue.</param>
/// <param name="retryQueue">The retry queue's name.</param>
/// <param name="log">Where it tells what it put back.</param>
/// <param name="time">The clock.</param>
internal sealed class EmailSenderHandler(SendRequest send, PutBack putBack, string retryQueue, ILog log, TimeProvider time)
{
    private const string Function = "EmailSender";

    // A batch of the stack's own mapping is sent all at once; a bigger one, by hand, in parts.
    private const int AtOnce = 10;

    private static readonly TimeSpan LongestInHand = TimeSpan.FromSeconds(20);

    /// <summary>Handles a batch; answers with the messages that failed.</summary>
    /// <exception cref="InvalidEventException">The payload is no batch; all its messages stay.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation, CancellationToken nearDeadline)
    {
        var messages = SqsEvent.Parse(invocation.Payload.Span);
        using var places = new SemaphoreSlim(AtOnce, AtOnce);
        var left = invocation.Deadline - time.GetUtcNow();
        var end = invocation.Deadline - RuntimeLoop.MarginOf(left ?? TimeSpan.Zero);
        var ends = await Task.WhenAll(messages.Select(message => HandleAsync(message, places, end, nearDeadline)));
        List<string> failed = [];
        List<DelayedCopy> held = [];
        for (var i = 0; i < messages.Count; i++)
        {
            if (ends[i].Copy is { } copy) held.Add(copy);
            else if (!ends[i].IsDone) failed.Add(messages[i].MessageId);
        }
        foreach (var queue in held.GroupBy(copy => copy.Message.QueueArn))
        {
            failed.AddRange(await PutBackAsync(queue.Key, [.. queue]));
        }
        return BatchAnswer.Of(failed);
    }

    private async Task<End> HandleAsync(
        SqsMessage message, SemaphoreSlim places, DateTimeOffset? end, CancellationToken nearDeadline)
    {
        await places.WaitAsync(CancellationToken.None);
        try
        {
            var isRetry = message.QueueArn.EndsWith(":" + retryQueue, StringComparison.Ordinal);
            var request = DelayedCopy.Read(message, isRetry, time.GetUtcNow());
            while (true)
            {
                var action = await send(request, nearDeadline);
                if (action.Kind != QueueActionKind.Hold) return new(action.Kind == QueueActionKind.Consume, null);
                if (!await WaitInHandAsync(action.Delay, end, nearDeadline)) return new(false, DelayedCopy.Of(message, request, action.Delay));
            }
        }
#pragma warning disable CA1031 // One message must not fail the batch: the others' mails are out.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.Write(new(LogLevel.Error, $"A message of {message.QueueArn.Split(':')[^1]} failed in a way nobody expected")
            {
                Function = Function,
                Exception = failure,
            });
            return new(false, null);
        }
        finally
        {
            places.Release();
        }
    }

    // True when the wait is over and the call still has time.
    private async Task<bool> WaitInHandAsync(TimeSpan delay, DateTimeOffset? end, CancellationToken nearDeadline)
    {
        if (delay <= TimeSpan.Zero || delay > LongestInHand || time.GetUtcNow() + delay >= end) return false;
        try
        {
            await Task.Delay(delay, time, nearDeadline);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Copies first, the deletions follow from the answer: what is lost in between is there twice and is claimed once.
    private async Task<IEnumerable<string>> PutBackAsync(string queueArn, IReadOnlyList<DelayedCopy> copies)
    {
        try
        {
            var taken = await putBack(queueArn, copies, CancellationToken.None);
            log.Write(new(LogLevel.Info, $"{taken.Count(ok => ok)} held requests put back on {queueArn.Split(':')[^1]} for up to "
                + $"{copies.Max(copy => copy.Delay).TotalSeconds:0} s")
            {
                Function = Function,
            });
            return copies.Where((_, i) => !taken[i]).Select(copy => copy.Message.MessageId);
        }
        catch (PortException away)
        {
            log.Write(new(LogLevel.Warning, $"Held requests stay on the queue, and their receive counts: {away.Message}")
            {
                Function = Function,
            });
            return copies.Select(copy => copy.Message.MessageId);
        }
    }

    private readonly record struct End(bool IsDone, DelayedCopy? Copy);
}
