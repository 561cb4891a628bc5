using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>The rows of messages, as the writer changes them; and the queues' own rows, written once a group for those that changed.</summary>
internal sealed class MessageTable : IGroupMember
{
    private readonly Database _database;
    private readonly HashSet<QueueState> _changed = [];
    private readonly Statement _insert;
    private readonly List<(long Key, QueueState Queue)> _deleted = [];
    private readonly Statement _delete;
    private readonly Statement _deleteReceived;
    private readonly Statement _deleteUpTo;
    private readonly Statement _deleteExpired;
    private readonly Statement _setReceived;
    private readonly Statement _select;
    private readonly Statement _count;

    /// <summary>Prepares the statements.</summary>
    public MessageTable(Database database)
    {
        _database = database;
        _insert = database.Prepare("INSERT INTO message VALUES (?1, ?2, ?3, ?4, 0, NULL, ?5, ?6, ?7)");
        _delete = database.Prepare("DELETE FROM message WHERE id BETWEEN ?1 AND ?2");
        _deleteReceived = database.Prepare("DELETE FROM message WHERE id = ?1 AND receives = ?2");
        _deleteUpTo = database.Prepare(
            "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE id BETWEEN ?1 AND ?2 LIMIT ?3)");
        _deleteExpired = database.Prepare("""
            DELETE FROM message WHERE id IN (SELECT id FROM message WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3) AND sent_at <= ?4
            """);
        _setReceived = database.Prepare(
            "UPDATE message SET receives = ?2, visible_at = ?3, first_received_at = ?4 WHERE id = ?1");
        _select = database.Prepare($"SELECT {MessageRow.Columns} FROM message WHERE id = ?1");
        _count = database.Prepare("UPDATE queue SET next_seq = ?2, messages = ?3 WHERE number = ?1");
    }

    /// <summary>Adds a message at the end of a queue; its index entry, to be shown once it is committed.</summary>
    public StoredMessage Add(
        QueueState queue, Guid messageId, string body, string? attributes, long sentAt, long visibleAt, string? deadLetterSource = null)
    {
        var key = MessageKeys.Of(queue.Number, queue.NextSequence++);
        Span<byte> id = stackalloc byte[16];
        _ = messageId.TryWriteBytes(id, bigEndian: true, out _);
        _insert.Bind(1, key).BindBlob(2, id).Bind(3, sentAt).Bind(4, visibleAt).Bind(5, deadLetterSource).Bind(6, attributes)
            .Bind(7, body).Run();
        Changed(queue, 1);
        return new StoredMessage
        {
            Key = key,
            MessageId = messageId,
            SentAt = sentAt,
            VisibleAt = visibleAt,
            Body = body,
            Attributes = attributes,
            DeadLetterSource = deadLetterSource,
        };
    }

    /// <summary>Deletes a message, at the end of the group: neighbours, which most are, go in one statement.</summary>
    public void Delete(QueueState queue, long key) => _deleted.Add((key, queue));

    /// <summary>Deletes a message that the index does not hold, if its last receive was that one.</summary>
    public void DeleteReceived(QueueState queue, in ReceiptHandle handle)
    {
        // The handle's digest must be of this very message.
        if (Find(handle.Key) is not { } row || !handle.IsOf(row)) return;
        if (queue.IsEngines)
        {
            // Its receives are not written, so the file cannot tell a stale handle; the engine has none.
            Delete(queue, handle.Key);
            return;
        }
        _deleteReceived.Bind(1, handle.Key).Bind(2, handle.Receive).Run();
        Changed(queue, -_database.Changes);
    }

    /// <summary>Deletes up to <paramref name="limit"/> messages up to a key; how many went.</summary>
    public int DeleteUpTo(QueueState queue, long last, int limit)
    {
        _deleteUpTo.Bind(1, MessageKeys.Before(queue.Number)).Bind(2, last).Bind(3, limit).Run();
        var deleted = _database.Changes;
        Changed(queue, -deleted);
        return deleted;
    }

    /// <summary>Deletes those of the oldest <paramref name="limit"/> messages that were sent up to a time; how many went.</summary>
    public int DeleteExpired(QueueState queue, long sentUpTo, int limit)
    {
        _deleteExpired.Bind(1, MessageKeys.Before(queue.Number)).Bind(2, MessageKeys.Last(queue.Number)).Bind(3, limit)
            .Bind(4, sentUpTo).Run();
        var deleted = _database.Changes;
        Changed(queue, -deleted);
        return deleted;
    }

    /// <summary>Writes what a receive, or the end of one, changed.</summary>
    public void SetReceived(long key, int receives, long visibleAt, long firstReceivedAt) =>
        _setReceived.Bind(1, key).Bind(2, receives).Bind(3, visibleAt).Bind(4, firstReceivedAt).Run();

    /// <summary>A message with its body; null when it is gone.</summary>
    public StoredMessage? Find(long key)
    {
        if (!_select.Bind(1, key).Step()) return null;
        var message = MessageRow.Read(_select);
        _select.Reset();
        return message;
    }

    /// <inheritdoc/>
    public void BeforeCommit()
    {
        DeleteNow();
        foreach (var queue in _changed)
        {
            _count.Bind(1, queue.Number).Bind(2, queue.NextSequence).Bind(3, queue.Stored + queue.PendingStored).Run();
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        foreach (var queue in _changed) queue.CountCommitted();
        Forget();
    }

    /// <inheritdoc/>
    public void RolledBack()
    {
        foreach (var queue in _changed) queue.PendingStored = 0;
        Forget();
    }

    private void DeleteNow()
    {
        if (_deleted.Count > 1) _deleted.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        for (var first = 0; first < _deleted.Count;)
        {
            var end = first + 1;
            while (end < _deleted.Count && _deleted[end].Key <= _deleted[end - 1].Key + 1) end++;
            var (key, queue) = _deleted[first];
            _delete.Bind(1, key).Bind(2, _deleted[end - 1].Key).Run();
            Changed(queue, -_database.Changes);
            first = end;
        }
    }

    private void Forget()
    {
        _changed.Clear();
        _deleted.Clear();
    }

    private void Changed(QueueState queue, int stored)
    {
        if (stored == 0) return;
        queue.PendingStored += stored;
        _changed.Add(queue);
    }
}
