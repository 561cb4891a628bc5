using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Moves messages that were taken out of the index to other queues, as new messages. The result: how many were still there.</summary>
internal sealed class MoveItem(
    MessageTable table, QueueState from, IReadOnlyList<(StoredMessage Message, QueueState To)> messages, UuidSource ids, TimeProvider clock)
    : WriteItem<int>
{
    private readonly List<(QueueState Queue, StoredMessage Message)> _moved = new(messages.Count);

    /// <inheritdoc/>
    public override void Run()
    {
        _moved.Clear();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (message, to) in messages)
        {
            if (to.IsDeleted || table.Find(message.Key) is not { } stored) continue;
            _moved.Add((to, table.Add(to, ids.Next(), stored.Body!, stored.Attributes, now, now)));
            table.Delete(from, message.Key);
        }
        Result = _moved.Count;
    }

    /// <inheritdoc/>
    public override void Committed() => SendItem.Show(_moved);
}
