using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Sends messages that were received too often to their dead letter queues, beside those who receive.</summary>
internal sealed class DeadLetters(Store store, MessageTable table, TimeProvider clock, ILog log) : IAsyncDisposable
{
    private static readonly TimeSpan NextTry = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, DeadLetterHandler> _handlers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly ConcurrentDictionary<StoredMessage, bool> _moving = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Says what to do with a queue's dead letters first.</summary>
    public void Handle(string queue, DeadLetterHandler handler) => _handlers[queue] = handler;

    /// <summary>Takes care of messages that are invisible for now.</summary>
    public void Take(QueueState from, QueueState to, List<TakenMessage> dead)
    {
        var task = Task.Run(() => MoveAsync(from, to, dead));
        _running[task] = true;
        _ = task.ContinueWith(
            done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    private async Task MoveAsync(QueueState from, QueueState to, List<TakenMessage> dead)
    {
        foreach (var taken in dead)
        {
            // Visible again and taken again before the first move was done: one is enough.
            if (!_moving.TryAdd(taken.Message, true)) continue;
            try
            {
                await MoveAsync(from, to, taken);
            }
            catch (Exception error)
            {
                // Whatever it was, the message must not be lost: it comes up again and this is tried again.
                from.Return(taken.Message, NextTry, undoReceive: false);
                if (_stopping.IsCancellationRequested) return;
                log.Write(new LogEntry(LogLevel.Error, $"A dead letter of {from.Definition.Name} could not be dealt with; it is tried again.")
                {
                    Exception = error,
                });
            }
            finally
            {
                _moving.TryRemove(taken.Message, out _);
            }
        }
    }

    private async Task MoveAsync(QueueState from, QueueState to, TakenMessage taken)
    {
        var handler = _handlers.GetValueOrDefault(from.Definition.Name);
        QueueMessage? message = null;
        if (handler is not null)
        {
            var bodies = await store.Readers.ReadAsync(MessageReads.Bodies, new List<TakenMessage> { taken }, _stopping.Token);
            if (bodies[0] is { } body) message = taken.ToQueueMessage(body.Body, body.Attributes);
        }
        if (message is not null) await handler!(message, _stopping.Token);
        await store.Writer.RunAsync(new DeadLetterItem(table, from, to, taken.Message, clock), _stopping.Token);
        if (message is not null) await HandleAgainAsync(handler!, message);
    }

    // A slow consumer may have had the message in hand while it was given up, and have come to no end before it left its queue.
    private async Task HandleAgainAsync(DeadLetterHandler handler, QueueMessage message)
    {
        try
        {
            await handler(message, _stopping.Token);
        }
        catch (Exception error) when (error is PortException or OperationCanceledException)
        {
            log.Write(new LogEntry(LogLevel.Warning, $"Whether message {message.MessageId} was settled while it became a dead letter could not be seen.")
            {
                Exception = error,
            });
        }
    }
}
