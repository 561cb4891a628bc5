using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Deletes many messages, some thousand in a commit, so that others are not held up.</summary>
internal sealed class QueueClearing(GroupWriter writer, MessageTable table, TimeProvider clock)
{
    private const int MessagesAStep = 2_000;

    /// <summary>Deletes all messages of a queue up to a key.</summary>
    public async Task DeleteAllAsync(QueueState queue, long last, CancellationToken cancellationToken)
    {
        int deleted;
        do deleted = await writer.RunAsync(() => table.DeleteUpTo(queue, last, MessagesAStep), null, cancellationToken);
        while (deleted == MessagesAStep);
    }

    /// <summary>Deletes the messages of a queue that are past its retention.</summary>
    public async Task DeleteExpiredAsync(QueueState queue, CancellationToken cancellationToken)
    {
        if (queue.Stored == 0) return;
        int deleted;
        do
        {
            var sentUpTo = (clock.GetUtcNow() - queue.Definition.Retention).ToUnixTimeMilliseconds();
            deleted = await writer.RunAsync(() => table.DeleteExpired(queue, sentUpTo, MessagesAStep), null, cancellationToken);
        }
        while (deleted == MessagesAStep);
    }
}
