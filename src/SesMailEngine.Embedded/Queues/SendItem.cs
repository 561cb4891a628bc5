using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Puts messages on queues, all or none. The result: their ids in order, null when one of the queues is gone.</summary>
internal sealed class SendItem(
    MessageTable table, IReadOnlyList<OutgoingMessage> messages, UuidSource ids, TimeProvider clock)
    : WriteItem<IReadOnlyList<string>?>
{
    private readonly List<(QueueState Queue, StoredMessage Message)> _stored = new(messages.Count);

    /// <inheritdoc/>
    public override void Run()
    {
        _stored.Clear();
        Result = null;
        foreach (var message in messages)
        {
            if (message.Queue.IsDeleted) return;
        }
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var sent = new string[messages.Count];
        for (var i = 0; i < sent.Length; i++)
        {
            var (queue, body, attributes, delay) = messages[i];
            var visibleAt = now + (long)(delay ?? queue.Definition.Delay).TotalMilliseconds;
            var id = ids.Next();
            _stored.Add((queue, table.Add(queue, id, body, attributes, now, visibleAt)));
            sent[i] = id.ToString();
        }
        Result = sent;
    }

    /// <inheritdoc/>
    public override void Committed() => Show(_stored);

    /// <summary>Shows committed messages to those who receive: each queue's in one go.</summary>
    public static void Show(List<(QueueState Queue, StoredMessage Message)> stored)
    {
        for (var first = 0; first < stored.Count;)
        {
            var queue = stored[first].Queue;
            var run = new List<StoredMessage>();
            while (first < stored.Count && ReferenceEquals(stored[first].Queue, queue)) run.Add(stored[first++].Message);
            queue.Sent(run);
        }
    }
}
