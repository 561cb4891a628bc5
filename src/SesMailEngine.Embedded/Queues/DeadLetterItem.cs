using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// Moves a message to its dead letter queue, under its own id and with the time it was sent first, as SQS does for
/// standard queues (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html).
/// </summary>
internal sealed class DeadLetterItem(
    MessageTable table, QueueState from, QueueState to, StoredMessage message, TimeProvider clock) : WriteItem<bool>
{
    private StoredMessage? _moved;

    /// <inheritdoc/>
    public override void Run()
    {
        Result = table.Find(message.Key) is { } stored && Move(stored);
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        from.Forget(message);
        if (_moved is not null) to.Sent([_moved]);
    }

    private bool Move(StoredMessage stored)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        _moved = table.Add(
            to, stored.MessageId, stored.Body!, stored.Attributes, stored.SentAt, now, from.Definition.Name);
        table.Delete(from, stored.Key);
        return true;
    }
}
