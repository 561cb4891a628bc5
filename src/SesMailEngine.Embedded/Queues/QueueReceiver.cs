using System.Collections.Concurrent;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Receives: takes from the index, reads further messages in when it runs low, and writes what must outlive the process.</summary>
internal sealed class QueueReceiver(
    Store store, MessageTable table, DeadLetters deadLetters, Func<string, QueueState?> find, TimeProvider clock)
{
    private readonly ConcurrentDictionary<QueueState, Task> _loading = new();

    /// <summary>Takes up to <paramref name="max"/> messages, waiting for the first.</summary>
    public async Task<IReadOnlyList<QueueMessage>?> ReceiveAsync(
        QueueState queue, int max, TimeSpan? visibilityTimeout, TimeSpan wait, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            await LoadAsync(queue, cancellationToken);
            var messages = await TakeAsync(queue, max, visibilityTimeout, cancellationToken);
            if (messages.Count > 0) return messages;
            var left = wait - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || queue.IsClosed) return messages;
            try
            {
                await queue.WaitAsync(left, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                queue.PassOn();
                throw;
            }
        }
    }

    /// <summary>
    /// Reads messages in when the index runs low: waits for it when nothing is ready, else lets it run beside. One read for a
    /// queue at a time.
    /// </summary>
    public async Task LoadAsync(QueueState queue, CancellationToken cancellationToken)
    {
        while (queue.NeedsLoading(out _, out _, out var nothingReady))
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = _loading.GetOrAdd(queue, source.Task);
            if (ReferenceEquals(running, source.Task)) running = LoadOnceAsync(queue, source);
            if (!nothingReady) return;
            await running.WaitAsync(cancellationToken);
        }
    }

    private async Task LoadOnceAsync(QueueState queue, TaskCompletionSource done)
    {
        try
        {
            if (queue.NeedsLoading(out var after, out var upTo, out _))
            {
                var (reached, messages) = await store.Readers.ReadAsync(MessageReads.Next, (after, upTo), CancellationToken.None);
                queue.Loaded(after, reached, messages);
            }
        }
        finally
        {
            _loading.TryRemove(queue, out _);
            done.SetResult();
        }
    }

    private async Task<IReadOnlyList<QueueMessage>> TakeAsync(
        QueueState queue, int max, TimeSpan? visibilityTimeout, CancellationToken cancellationToken)
    {
        var taken = new List<TakenMessage>();
        var dead = new List<TakenMessage>();
        var definition = queue.Definition;
        var deadLetterQueue = definition.DeadLetterQueue is { } name ? find(name) : null;
        queue.Take(max, visibilityTimeout, deadLetterQueue is null ? null : definition.MaxReceiveCount, taken, dead);
        if (dead.Count > 0) deadLetters.Take(queue, deadLetterQueue!, dead);
        if (taken.Count == 0) return [];
        try
        {
            await WriteAsync(queue, taken, cancellationToken);
            var missing = taken.Exists(message => message.Body is null);
            var bodies = missing
                ? await store.Readers.ReadAsync(MessageReads.Bodies, taken, cancellationToken)
                : null;
            var result = new List<QueueMessage>(taken.Count);
            for (var i = 0; i < taken.Count; i++)
            {
                var body = bodies is null ? (taken[i].Body!, taken[i].Attributes) : bodies[i];
                if (body is { } there) result.Add(taken[i].ToQueueMessage(there.Item1, there.Item2));
                else queue.Forget(taken[i].Message);
            }
            return result;
        }
        catch
        {
            // Nobody got these: they were not received.
            foreach (var message in taken) queue.Return(message.Message, TimeSpan.Zero, undoReceive: true);
            throw;
        }
    }

    private Task WriteAsync(QueueState queue, List<TakenMessage> taken, CancellationToken cancellationToken)
    {
        if (!queue.IsEngines)
        {
            return store.Writer.RunAsync(
                new ReceivedItem(table, [.. taken.Select(t => new ReceivedMark(t.Message.Key, t.Handle.Receive, t.VisibleAt, t.FirstReceivedAt))]),
                cancellationToken);
        }
        // Earlier receives that came to their end are noted; the present one is none until it does. Nobody waits for it:
        // what a crash takes of this is one more try.
        List<ReceivedMark>? marks = null;
        foreach (var message in taken)
        {
            if (message.Handle.Receive > 1)
            {
                (marks ??= []).Add(new(
                    message.Message.Key, message.Handle.Receive - 1, message.Message.SentAt, message.FirstReceivedAt));
            }
        }
        if (marks is not null) store.Writer.Post(new ReceivedItem(table, marks));
        return Task.CompletedTask;
    }
}
