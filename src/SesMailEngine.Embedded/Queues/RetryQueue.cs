using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>The soft-bounce retry queue. Which retries were put on it is kept in the same transaction, for as long as the queue keeps messages.</summary>
internal sealed class RetryQueue : IRetryQueue
{
    private readonly Store _store;
    private readonly EmbeddedQueues _queues;
    private readonly string _name;
    private readonly UuidSource _ids;
    private readonly TimeProvider _clock;
    private readonly Statement _note;
    private readonly Statement _forget;

    /// <summary>Prepares the statements.</summary>
    public RetryQueue(Store store, EmbeddedQueues queues, string name, UuidSource ids, TimeProvider clock)
    {
        _store = store;
        _queues = queues;
        _name = name;
        _ids = ids;
        _clock = clock;
        _note = store.Writer.Database.Prepare("INSERT INTO retry VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        _forget = store.Writer.Database.Prepare("DELETE FROM retry WHERE queued_at < ?1");
    }

    /// <inheritdoc/>
    public Task EnqueueAsync(string deduplicationId, string body, CancellationToken cancellationToken)
    {
        var queue = _queues.Get(_name)
            ?? throw new PortException($"The queue {_name} does not exist.", false, "QueueDoesNotExist");
        return _store.Writer.RunAsync(
            () =>
            {
                var now = _clock.GetUtcNow();
                _note.Bind(1, deduplicationId).Bind(2, now.ToUnixTimeMilliseconds()).Run();
                if (_store.Writer.Database.Changes == 0) return null;
                return _queues.Messages.Add(queue, _ids.Next(), body, null, now.ToUnixTimeMilliseconds(),
                    (now + queue.Definition.Delay).ToUnixTimeMilliseconds());
            },
            message =>
            {
                if (message is not null) queue.Sent([message]);
            }, cancellationToken);
    }

    /// <summary>Forgets retries whose messages the queue no longer keeps.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => _store.Writer.RunAsync(
        () =>
        {
            _forget.Bind(1, (_clock.GetUtcNow() - TimeSpan.FromDays(15)).ToUnixTimeMilliseconds()).Run();
            return true;
        }, null, cancellationToken);
}
