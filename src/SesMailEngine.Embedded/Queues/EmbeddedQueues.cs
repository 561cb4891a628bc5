using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>The queues of this host: rows in the data file, and an index of each queue's oldest messages in memory.</summary>
internal sealed class EmbeddedQueues : IQueues, IAsyncDisposable
{
    private const long BodiesInMemory = 8L << 20; // characters

    private readonly ConcurrentDictionary<string, QueueState> _queues = new(StringComparer.Ordinal);
    private readonly Store _store;
    private readonly UuidSource _ids;
    private readonly TimeProvider _clock;
    private readonly EngineQueues _engines;
    private readonly BodyBudget _bodies = new(BodiesInMemory);
    private readonly QueueTable _table;
    private readonly QueueReceiver _receiver;
    private readonly QueueClearing _clearing;

    /// <summary>Reads the queues there are. Before the writer starts.</summary>
    public EmbeddedQueues(Store store, EngineQueues engines, UuidSource ids, TimeProvider clock, ILog log)
    {
        _store = store;
        _engines = engines;
        _ids = ids;
        _clock = clock;
        _table = new QueueTable(store.Writer.Database);
        Messages = new MessageTable(store.Writer.Database);
        store.Writer.Join(Messages);
        DeadLetters = new DeadLetters(store, Messages, clock, log);
        _receiver = new QueueReceiver(store, Messages, DeadLetters, Get, clock);
        _clearing = new QueueClearing(store.Writer, Messages, clock);
        foreach (var (definition, number, nextSequence, messages) in _table.All())
        {
            var state = NewState(definition, number);
            state.Restore(nextSequence, messages);
            _queues[definition.Name] = state;
        }
        Orphans = _table.Orphans();
    }

    /// <summary>The message rows, for what puts messages on queues in a transaction with other things.</summary>
    public MessageTable Messages { get; }

    /// <summary>What becomes of messages that were received too often.</summary>
    public DeadLetters DeadLetters { get; }

    /// <summary>Queues whose deletion was cut short.</summary>
    public IReadOnlyList<long> Orphans { get; }

    /// <summary>
    /// Says which messages of a queue go before the others, by their bodies. Asked on the writer's thread for each message: a matter of less
    /// than a microsecond.
    /// </summary>
    public void PutFirst(string queue, Func<string, bool> isUrgent)
    {
        if (Get(queue) is { } state) state.IsUrgent = isUrgent;
    }

    /// <summary>A queue's state; null when there is no such queue.</summary>
    public QueueState? Get(string name) => _queues.GetValueOrDefault(name);

    /// <inheritdoc/>
    public Task CreateAsync(QueueDefinition definition, CancellationToken cancellationToken) =>
        _store.Writer.RunAsync(() => _table.Put(definition), number => Created(definition, number), cancellationToken);

    /// <inheritdoc/>
    public QueueDefinition? Find(string name) => EngineQueues.IsTargets(name) ? null : Get(name)?.Definition;

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string prefix) =>
    [
        .. _queues.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !_engines.IsHidden(name))
            .Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public async Task<bool> DeleteQueueAsync(string name, CancellationToken cancellationToken)
    {
        if (Get(name) is not { } queue) return false;
        await _store.Writer.RunAsync(
            () =>
            {
                _table.Delete(name);
                return true;
            },
            _ =>
            {
                _queues.TryRemove(new(name, queue));
                queue.Delete();
            }, cancellationToken);
        await _clearing.DeleteAllAsync(queue, MessageKeys.Last(queue.Number), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> SendAsync(
        string queue, IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken)
    {
        if (Get(queue) is not { } state) return Task.FromResult<IReadOnlyList<string>?>(null);
        var outgoing = new OutgoingMessage[messages.Count];
        for (var i = 0; i < outgoing.Length; i++)
        {
            outgoing[i] = new(state, messages[i].Body, messages[i].AttributesJson, messages[i].Delay);
        }
        return SendAsync(outgoing, cancellationToken);
    }

    /// <summary>Puts messages on any queues, all or none.</summary>
    public Task<IReadOnlyList<string>?> SendAsync(
        IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken) =>
        _store.Writer.RunAsync(new SendItem(Messages, messages, _ids, _clock), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueMessage>?> ReceiveAsync(
        string queue, int max, TimeSpan? visibilityTimeout, TimeSpan wait, CancellationToken cancellationToken) =>
        Get(queue) is { } state
            ? _receiver.ReceiveAsync(state, max, visibilityTimeout, wait, cancellationToken)
            : Task.FromResult<IReadOnlyList<QueueMessage>?>(null);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<bool>> DeleteAsync(
        string queue, IReadOnlyList<string> receiptHandles, CancellationToken cancellationToken)
    {
        var wellFormed = new bool[receiptHandles.Count];
        if (Get(queue) is not { } state) return wellFormed;
        var known = new List<StoredMessage>(receiptHandles.Count);
        List<ReceiptHandle>? unknown = null;
        for (var i = 0; i < wellFormed.Length; i++)
        {
            wellFormed[i] = TryParse(state, receiptHandles[i], out var handle);
            if (!wellFormed[i]) continue;
            if (state.Remove(handle, out var isKnown) is { } message) known.Add(message);
            else if (!isKnown) (unknown ??= []).Add(handle);
        }
        if (known.Count == 0 && unknown is null) return wellFormed;
        try
        {
            await _store.Writer.RunAsync(
                new DeleteItem(Messages, state, known, unknown ?? (IReadOnlyList<ReceiptHandle>)[]), cancellationToken);
        }
        catch
        {
            foreach (var message in known) state.Restore(message);
            throw;
        }
        return wellFormed;
    }

    /// <inheritdoc/>
    public async Task<bool> ChangeVisibilityAsync(
        string queue, string receiptHandle, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        if (Get(queue) is not { } state || !TryParse(state, receiptHandle, out var handle)) return false;
        if (state.Release(handle, visibilityTimeout, undoReceive: false) is not { } mark) return false;
        await _store.Writer.RunAsync(new ReceivedItem(Messages, [mark]), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> HoldAsync(
        string queue, string receiptHandle, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (Get(queue) is not { } state || !TryParse(state, receiptHandle, out var handle)) return false;
        if (state.Release(handle, delay, undoReceive: true) is not { } mark) return false;
        // The receive of an engine's queue was never written, so there is nothing to take back in the file.
        if (!state.IsEngines) await _store.Writer.RunAsync(new ReceivedItem(Messages, [mark]), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public bool Contains(string queue, string receiptHandle) =>
        Get(queue) is { } state && TryParse(state, receiptHandle, out var handle) && state.Contains(handle);

    /// <inheritdoc/>
    public async Task<bool> PurgeAsync(string queue, CancellationToken cancellationToken)
    {
        if (Get(queue) is not { } state) return false;
        await _clearing.DeleteAllAsync(state, state.Purge(), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<QueueCounts?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        if (Get(queue) is not { } state) return null;
        await _receiver.LoadAsync(state, cancellationToken);
        var (visible, inFlight, delayed) = state.Count();
        var oldest = await _store.Readers.ReadAsync(MessageReads.OldestSentAt, state.Number, cancellationToken);
        return new QueueCounts(visible, inFlight, delayed,
            oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }

    /// <summary>Deletes what is past its retention.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in _queues.Values) await _clearing.DeleteExpiredAsync(queue, cancellationToken);
    }

    /// <summary>Deletes what a deletion that was cut short left in the file.</summary>
    public async Task ClearOrphansAsync(CancellationToken cancellationToken)
    {
        foreach (var number in Orphans)
        {
            using var state = NewState(new QueueDefinition("", default, default, default), number);
            await _clearing.DeleteAllAsync(state, MessageKeys.Last(number), cancellationToken);
        }
    }

    /// <summary>Ends all long polls, and finishes with the dead letters in hand.</summary>
    public async ValueTask DisposeAsync()
    {
        await DeadLetters.DisposeAsync();
        foreach (var queue in _queues.Values) queue.Dispose();
    }

    private static bool TryParse(QueueState queue, string text, out ReceiptHandle handle) =>
        ReceiptHandle.TryParse(text, out handle) && MessageKeys.QueueOf(handle.Key) == queue.Number;

    private void Created(QueueDefinition definition, long number)
    {
        if (Get(definition.Name) is { } known)
        {
            known.Definition = definition with { CreatedAt = known.Definition.CreatedAt };
            return;
        }
        _queues[definition.Name] = NewState(definition, number);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The queue is disposed when it is deleted, or with all queues.")]
    private QueueState NewState(QueueDefinition definition, long number) =>
        new(definition, number, _engines.IsEngines(definition.Name), _bodies, _clock);
}
