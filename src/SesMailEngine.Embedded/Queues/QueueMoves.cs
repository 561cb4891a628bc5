using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Moves messages in the background, in batches: each batch leaves its queue and reaches the others in one transaction.</summary>
internal sealed class QueueMoves(GroupWriter writer, EmbeddedQueues queues, UuidSource ids, TimeProvider clock, ILog log)
    : IQueueMoves, IAsyncDisposable
{
    private const int Batch = 100;
    private const int Kept = 10;
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, QueueMove> _moves = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public QueueMove? Start(string source, string? destination, int? maxPerSecond)
    {
        lock (_gate)
        {
            if (queues.Get(source) is not { } queue || List(source).Any(IsGoingOn)) return null;
            var move = new QueueMove(ids.Next().ToString(), source, destination, maxPerSecond, clock.GetUtcNow(), queue.Stored);
            _moves[move.Handle] = move;
            foreach (var old in Of(source).Skip(Kept)) _moves.TryRemove(old.Handle, out _);
            _running[source] = Task.Run(() => RunAsync(move));
            return move;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<QueueMove> List(string source) => [.. Of(source).Take(Kept)];

    /// <inheritdoc/>
    public QueueMove? Cancel(string handle)
    {
        lock (_gate)
        {
            if (!_moves.TryGetValue(handle, out var move) || move.Status != QueueMoveStatus.Running) return null;
            return _moves[handle] = move with { Status = QueueMoveStatus.Cancelling };
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values);
        _stopping.Dispose();
    }

    private static bool IsGoingOn(QueueMove move) => move.Status is QueueMoveStatus.Running or QueueMoveStatus.Cancelling;

    private IEnumerable<QueueMove> Of(string source) =>
        _moves.Values.Where(move => move.Source == source).OrderByDescending(move => move.Handle, StringComparer.Ordinal);

    private async Task RunAsync(QueueMove move)
    {
        try
        {
            var size = Math.Min(Batch, move.MaxPerSecond ?? Batch);
            while (_moves[move.Handle].Status == QueueMoveStatus.Running)
            {
                var messages = await queues.ReceiveAsync(move.Source, size, Invisible, TimeSpan.Zero, _stopping.Token);
                if (messages is null or { Count: 0 })
                {
                    Change(move, m => m with { Status = QueueMoveStatus.Completed });
                    return;
                }
                await MoveAsync(move, messages);
                if (move.MaxPerSecond is { } rate) await Task.Delay(TimeSpan.FromSeconds((double)messages.Count / rate), clock, _stopping.Token);
            }
            Change(move, m => m with { Status = QueueMoveStatus.Cancelled });
        }
        catch (OperationCanceledException)
        {
            Change(move, m => m with { Status = QueueMoveStatus.Cancelled });
        }
        catch (PortException error)
        {
            Change(move, m => m with { Status = QueueMoveStatus.Failed, FailureReason = error.Message });
            log.Write(new LogEntry(LogLevel.Error, $"Moving the messages of {move.Source} failed") { Exception = error });
        }
    }

    private async Task MoveAsync(QueueMove move, IReadOnlyList<QueueMessage> messages)
    {
        var from = queues.Get(move.Source) ?? throw new PortException($"The queue {move.Source} is gone.", false, "QueueDoesNotExist");
        var leaving = new List<(StoredMessage Message, QueueState To)>(messages.Count);
        QueueMessage? stranded = null;
        foreach (var message in messages)
        {
            var to = (move.Destination ?? message.DeadLetterSource) is { } name ? queues.Get(name) : null;
            if (to is null)
            {
                stranded ??= message;
                await queues.ChangeVisibilityAsync(move.Source, message.ReceiptHandle, TimeSpan.Zero, CancellationToken.None);
            }
            else if (ReceiptHandle.TryParse(message.ReceiptHandle, out var handle) && from.Remove(handle, out _) is { } stored)
            {
                leaving.Add((stored, to));
            }
        }
        try
        {
            var moved = await writer.RunAsync(new MoveItem(queues.Messages, from, leaving, ids, clock), CancellationToken.None);
            Change(move, m => m with { Moved = m.Moved + moved });
        }
        catch
        {
            foreach (var (message, _) in leaving) from.Restore(message);
            throw;
        }
        if (stranded is not null)
        {
            throw new PortException(
                $"Message {stranded.MessageId} came from no queue of this host; name a destination.", false, "CouldNotDetermineMessageSource");
        }
    }

    private void Change(QueueMove move, Func<QueueMove, QueueMove> change)
    {
        lock (_gate)
        {
            if (_moves.TryGetValue(move.Handle, out var known)) _moves[move.Handle] = change(known);
        }
    }
}
