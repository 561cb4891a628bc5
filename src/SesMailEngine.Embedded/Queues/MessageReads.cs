using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>The reads of messages.</summary>
internal static class MessageReads
{
    private const int MaxRows = 2_000;
    private const int MaxCharacters = 4 << 20;

    /// <summary>
    /// The next messages after a key, up to another: as many as go into a few megabytes. Also the key up to which there are no others.
    /// </summary>
    public static (long Reached, List<StoredMessage> Messages) Next(Reader reader, (long After, long UpTo) range)
    {
        var messages = new List<StoredMessage>();
        var characters = 0;
        var statement = reader.Prepare(
            $"SELECT {MessageRow.Columns} FROM message WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT {MaxRows}");
        statement.Bind(1, range.After).Bind(2, range.UpTo);
        while (statement.Step())
        {
            var message = MessageRow.Read(statement);
            messages.Add(message);
            characters += message.Body!.Length;
            if (characters >= MaxCharacters) return (message.Key, messages);
        }
        return (messages.Count == MaxRows ? messages[^1].Key : range.UpTo, messages);
    }

    /// <summary>The bodies of messages, in order; null for one that is gone.</summary>
    public static (string Body, string? Attributes)?[] Bodies(Reader reader, List<TakenMessage> messages)
    {
        var bodies = new (string, string?)?[messages.Count];
        var statement = reader.Prepare("SELECT body, attributes FROM message WHERE id = ?1");
        for (var i = 0; i < bodies.Length; i++)
        {
            if (messages[i].Body is { } body)
            {
                bodies[i] = (body, messages[i].Attributes);
                continue;
            }
            if (!statement.Bind(1, messages[i].Message.Key).Step()) continue;
            bodies[i] = (statement.Text(0), statement.TextOrNull(1));
            statement.Reset();
        }
        return bodies;
    }

    /// <summary>When the oldest message of a queue was sent; null for an empty queue.</summary>
    public static long? OldestSentAt(Reader reader, long queue)
    {
        var statement = reader.Prepare("SELECT sent_at FROM message WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 1")
            .Bind(1, MessageKeys.Before(queue)).Bind(2, MessageKeys.Last(queue));
        return statement.Step() ? statement.Long(0) : null;
    }
}
