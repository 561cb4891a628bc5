using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>How a message is read from its row.</summary>
internal static class MessageRow
{
    /// <summary>The columns <see cref="Read"/> expects.</summary>
    public const string Columns =
        "id, message_id, sent_at, visible_at, receives, first_received_at, dead_letter_source, attributes, body";

    /// <summary>The message of the row a statement stands on.</summary>
    public static StoredMessage Read(Statement row) => new()
    {
        Key = row.Long(0),
        MessageId = new Guid(row.Bytes(1), bigEndian: true),
        SentAt = row.Long(2),
        VisibleAt = row.Long(3),
        Receives = (int)row.Long(4),
        FirstReceivedAt = row.Long(5),
        DeadLetterSource = row.TextOrNull(6),
        Attributes = row.TextOrNull(7),
        Body = row.Text(8),
    };
}
