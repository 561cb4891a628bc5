using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>The rows of the journal, as the writer adds them, and the settings of the outbox.</summary>
internal sealed class JournalTable
{
    private readonly Database _database;
    private readonly Statement _insert;
    private readonly Statement _put;

    /// <summary>Prepares the statements.</summary>
    public JournalTable(Database database)
    {
        _database = database;
        _insert = database.Prepare("INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _put = database.Prepare("INSERT OR REPLACE INTO setting VALUES (?1, ?2)");
        LastSequence = database.Number("SELECT max(seq) FROM journal") ?? 0;
    }

    /// <summary>The last number there was when the file was opened.</summary>
    public long LastSequence { get; }

    /// <summary>Adds a line.</summary>
    public void Add(JournalRow row) =>
        _insert.Bind(1, row.Sequence).Bind(2, row.AcceptedAt.ToUnixTimeMilliseconds()).Bind(3, row.Segment)
            .Bind(4, row.Position).Bind(5, row.Length).Bind(6, row.EmailId).Bind(7, row.To).Run();

    /// <summary>A setting; null for none.</summary>
    public string? Setting(string name)
    {
        var get = _database.Prepare("SELECT value FROM setting WHERE name = ?1").Bind(1, name);
        if (!get.Step()) return null;
        var value = get.Text(0);
        get.Reset();
        return value;
    }

    /// <summary>Writes a setting.</summary>
    public void Put(string name, string value) => _put.Bind(1, name).Bind(2, value).Run();

    /// <summary>
    /// How many mails were accepted in each stretch of ten minutes of the last day: lines are in the order of time, so a search by
    /// halves finds where each stretch begins.
    /// </summary>
    public IEnumerable<(long From, long Count)> CountLastDay(long now)
    {
        const long Stretch = 10 * 60 * 1000;
        var at = _database.Prepare("SELECT accepted_at FROM journal WHERE seq >= ?1 ORDER BY seq LIMIT 1");
        var end = LastSequence + 1;
        for (var from = now - Stretch; end > 1 && from > now - (144 * Stretch); from -= Stretch)
        {
            var (low, high) = (1L, end);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                var acceptedAt = at.Bind(1, middle).Step() ? at.Long(0) : long.MaxValue;
                at.Reset();
                if (acceptedAt < from) low = middle + 1;
                else high = middle;
            }
            if (end > low) yield return (from, end - low);
            end = low;
        }
    }
}
