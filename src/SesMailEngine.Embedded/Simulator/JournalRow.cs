using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>A line of the journal with the place of its content.</summary>
internal sealed record JournalRow(
    long Sequence, string MessageId, string EmailId, string To, DateTimeOffset AcceptedAt, long Segment, long Position, int Length)
{
    /// <summary>Selects what <see cref="All"/> reads.</summary>
    public const string Select = "SELECT seq, accepted_at, email_id, to_email, segment, position, length FROM journal";

    /// <summary>The rows of a statement.</summary>
    public static List<JournalRow> All(Statement statement, MessageIds ids)
    {
        var rows = new List<JournalRow>();
        while (statement.Step())
        {
            var (sequence, acceptedAt) = (statement.Long(0), statement.Long(1));
            rows.Add(new(sequence, ids.Of(sequence, acceptedAt), statement.Text(2), statement.Text(3),
                DateTimeOffset.FromUnixTimeMilliseconds(acceptedAt), statement.Long(4), statement.Long(5), (int)statement.Long(6)));
        }
        return rows;
    }
}
