using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>The rows of the queues themselves.</summary>
internal sealed class QueueTable
{
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _delete;
    private readonly Statement _number;
    private readonly Database _database;

    /// <summary>Prepares the statements.</summary>
    public QueueTable(Database database)
    {
        _database = database;
        _insert = database.Prepare("""
            INSERT INTO queue (visibility_ms, delay_ms, retention_ms, receive_wait_ms, max_receives, dead_letter_queue, name, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """);
        _update = database.Prepare("""
            UPDATE queue SET visibility_ms = ?1, delay_ms = ?2, retention_ms = ?3, receive_wait_ms = ?4, max_receives = ?5,
              dead_letter_queue = ?6 WHERE name = ?7
            """);
        _delete = database.Prepare("DELETE FROM queue WHERE name = ?1");
        _number = database.Prepare("SELECT number FROM queue WHERE name = ?1");
    }

    /// <summary>Makes or updates a queue; its number.</summary>
    public long Put(QueueDefinition definition)
    {
        var known = NumberOf(definition.Name);
        var statement = known is null
            ? _insert.Bind(8, definition.CreatedAt.ToUnixTimeMilliseconds())
            : _update;
        statement.Bind(1, (long)definition.VisibilityTimeout.TotalMilliseconds)
            .Bind(2, (long)definition.Delay.TotalMilliseconds).Bind(3, (long)definition.Retention.TotalMilliseconds)
            .Bind(4, (long)definition.ReceiveWaitTime.TotalMilliseconds).Bind(5, definition.MaxReceiveCount)
            .Bind(6, definition.DeadLetterQueue).Bind(7, definition.Name).Run();
        return known ?? NumberOf(definition.Name)!.Value;
    }

    /// <summary>Removes a queue.</summary>
    public void Delete(string name) => _delete.Bind(1, name).Run();

    /// <summary>All queues: definition, number, next message number, messages.</summary>
    public IEnumerable<(QueueDefinition Definition, long Number, long NextSequence, long Messages)> All()
    {
        var rows = _database.Prepare("""
            SELECT name, visibility_ms, delay_ms, retention_ms, max_receives, dead_letter_queue, receive_wait_ms, created_at,
              number, next_seq, messages FROM queue
            """);
        while (rows.Step())
        {
            var definition = new QueueDefinition(
                rows.Text(0), Span(rows, 1), Span(rows, 2), Span(rows, 3), (int?)rows.LongOrNull(4), rows.TextOrNull(5))
            {
                ReceiveWaitTime = Span(rows, 6),
                CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(7)),
            };
            yield return (definition, rows.Long(8), rows.Long(9), rows.Long(10));
        }
    }

    /// <summary>The numbers of queues that have messages but are no more: their deletion was cut short.</summary>
    public IReadOnlyList<long> Orphans()
    {
        var orphans = new List<long>();
        var next = _database.Prepare("SELECT id FROM message WHERE id > ?1 ORDER BY id LIMIT 1");
        var known = _database.Prepare("SELECT 1 FROM queue WHERE number = ?1");
        var after = 0L;
        while (next.Bind(1, after).Step())
        {
            var number = MessageKeys.QueueOf(next.Long(0));
            next.Reset();
            if (known.Bind(1, number).Step()) known.Reset();
            else orphans.Add(number);
            after = MessageKeys.Last(number);
        }
        return orphans;
    }

    private static TimeSpan Span(Statement row, int column) => TimeSpan.FromMilliseconds(row.Long(column));

    private long? NumberOf(string name)
    {
        if (!_number.Bind(1, name).Step()) return null;
        var number = _number.Long(0);
        _number.Reset();
        return number;
    }
}
