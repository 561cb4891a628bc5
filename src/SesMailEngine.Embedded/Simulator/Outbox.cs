using System.Globalization;
using System.Runtime.CompilerServices;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>The outbox and the journal, read from the data file and the outbox's files.</summary>
internal sealed class Outbox(Store store, JournalTable journal, OutboxSegments segments, MessageIds ids) : IOutbox
{
    private const string Cleared = "outbox_cleared";
    private const int LinesAPage = 1_000;
    private const int RowsALook = 200;

    private long _cleared = long.Parse(journal.Setting(Cleared) ?? "0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SentMail>> ListAsync(
        string? id, string? email, long? beforeSequence, int limit, CancellationToken cancellationToken)
    {
        var mails = new List<SentMail>();
        var before = beforeSequence ?? long.MaxValue;
        while (mails.Count < limit)
        {
            var rows = await store.Readers.ReadAsync(
                Look, (id, ids.SequenceOf(id ?? ""), before, Interlocked.Read(ref _cleared)), cancellationToken);
            foreach (var row in rows)
            {
                before = row.Sequence;
                // Contents go oldest first: behind the first that is gone there are none.
                if (!TryRead(row, out var mail)) return mails;
                if (email is null || mail.Recipients.Contains(email, StringComparer.OrdinalIgnoreCase)) mails.Add(mail);
                if (mails.Count == limit) return mails;
            }
            if (rows.Count < RowsALook) break;
        }
        return mails;
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancellationToken) => store.Writer.RunAsync(
        () =>
        {
            var last = store.Writer.Database.Number("SELECT max(seq) FROM journal") ?? 0;
            journal.Put(Cleared, last.ToString(CultureInfo.InvariantCulture));
            return last;
        },
        last =>
        {
            Interlocked.Exchange(ref _cleared, last);
            segments.Clear();
        }, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalLine> ReadJournalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (true)
        {
            var rows = await store.Readers.ReadAsync(Lines, after, cancellationToken);
            foreach (var row in rows)
            {
                after = row.Sequence;
                yield return new JournalLine(row.MessageId, row.EmailId, row.To, row.AcceptedAt);
            }
            if (rows.Count < LinesAPage) yield break;
        }
    }

    private bool TryRead(JournalRow row, out SentMail mail)
    {
        mail = new SentMail(row.Sequence, row.MessageId, row.EmailId, row.AcceptedAt, "", row.To, null, "", "", "", [], []);
        var content = MailContent.Read(segments.Read(row.Segment, row.Position, row.Length), mail);
        mail = content ?? mail;
        return content is not null;
    }

    private List<JournalRow> Look(Reader reader, (string? Id, long? Sequence, long Before, long Cleared) wanted)
    {
        var statement = wanted switch
        {
            { Sequence: { } sequence } => reader.Prepare($"{JournalRow.Select} WHERE seq = ?3 AND seq < ?1 AND seq > ?2").Bind(3, sequence),
            { Id: { } emailId } => reader.Prepare(
                $"{JournalRow.Select} WHERE email_id = ?3 AND seq < ?1 AND seq > ?2 ORDER BY seq DESC LIMIT {RowsALook}").Bind(3, emailId),
            _ => reader.Prepare($"{JournalRow.Select} WHERE seq < ?1 AND seq > ?2 ORDER BY seq DESC LIMIT {RowsALook}"),
        };
        return JournalRow.All(statement.Bind(1, wanted.Before).Bind(2, wanted.Cleared), ids);
    }

    private List<JournalRow> Lines(Reader reader, long after) => JournalRow.All(
        reader.Prepare($"{JournalRow.Select} WHERE seq > ?1 ORDER BY seq LIMIT {LinesAPage}").Bind(1, after), ids);
}
