using System.Globalization;
using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Operations;

/// <summary>
/// Searches the records along the index of their recipient or of their time. What no index knows is looked for in the rows themselves, a
/// bounded number of them a page.
/// </summary>
/// <param name="store">The data file.</param>
/// <param name="clock">The clock.</param>
internal sealed class MailReader(Store store, TimeProvider clock) : IMailReader
{
    private const int RowsAPage = 20_000;
    private const int BytesAPage = 32 << 20;
    private const int MaxAttempts = 10;

    /// <inheritdoc/>
    public async Task<MailPage> FindAsync(MailQuery query, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IMailReader.MaxPage);
        var now = clock.GetUtcNow();
        var last = query.ToDay ?? DateOnly.FromDateTime(now.UtcDateTime);
        // A recipient's mails are few: without days, all of them.
        var (from, to) = query is { Recipient: not null, FromDay: null, ToDay: null }
            ? (0, long.MaxValue)
            : (StartOf(query.FromDay ?? (query.Recipient is null ? last : DateOnly.MinValue)), StartOf(last.AddDays(1)) - 1);
        var question = query.ToString();
        var place = PageMark.Numbers(PageMark.Read(question, after));
        var (records, reached) = await store.Readers.ReadAsync(
            static (reader, state) => Read(reader, state), (query, from, to, place, limit, now.ToUnixTimeSeconds()), cancellationToken);
        return new MailPage(records, reached is { } end ? PageMark.Of(question, string.Create(CultureInfo.InvariantCulture, $"{end.Time} {end.Sequence}")) : null);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRecord>> ListAttemptsAsync(string originalEmailId, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            static (reader, state) =>
            {
                var retries = RecordReads.All(reader.Prepare($"""
                    SELECT {RecordRow.Columns} FROM record WHERE original_id = ?1 AND (ttl IS NULL OR ttl > ?2) ORDER BY ts, seq LIMIT {MaxAttempts}
                    """).Bind(1, state.originalEmailId).Bind(2, state.Now));
                return RecordReads.Get(reader, state.originalEmailId) is { } first && (first.Ttl is null || first.Ttl > state.Now)
                    ? [first, .. retries.Where(retry => retry.EmailId != first.EmailId).Take(MaxAttempts - 1)] : retries;
            },
            (originalEmailId, Now: clock.GetUtcNow().ToUnixTimeSeconds()), cancellationToken);

    private static long StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static (IReadOnlyList<TrackingRecord> Records, (long Time, long Sequence)? Reached) Read(
        Reader reader, (MailQuery Query, long From, long To, (long First, long Second)? Place, int Limit, long Now) wanted)
    {
        var statement = Select(reader, wanted.Query.Recipient).Bind(1, wanted.From).Bind(2, Math.Min(wanted.To, wanted.Place?.First ?? long.MaxValue))
            .Bind(3, wanted.Place?.First ?? long.MaxValue).Bind(4, wanted.Place?.Second ?? long.MaxValue).Bind(5, RowsAPage);
        if (wanted.Query.Recipient is { } recipient) statement.Bind(6, recipient);
        var mayFit = new RowFilter(wanted.Query);
        var records = new List<TrackingRecord>();
        (long Time, long Sequence)? reached = null;
        var (rows, bytes) = (0, 0L);
        while (statement.Step())
        {
            rows++;
            bytes += statement.Bytes(7).Length;
            reached = (statement.Long(2), statement.Long(0));
            if (mayFit.Takes(statement) && (statement.LongOrNull(3) is not { } ttl || ttl > wanted.Now))
            {
                var record = RecordRow.Read(statement).Record;
                if (wanted.Query.Takes(record)) records.Add(record);
            }
            if (records.Count < wanted.Limit && rows < RowsAPage && bytes < BytesAPage) continue;
            statement.Reset();
            return (records, reached);
        }
        return (records, null);
    }

    private static Statement Select(Reader reader, string? recipient) => reader.Prepare($"""
        SELECT {RecordRow.Columns} FROM record WHERE {(recipient is null ? "" : "to_email = ?6 AND ")}ts BETWEEN ?1 AND ?2 AND (ts < ?3 OR seq < ?4)
        ORDER BY ts DESC, seq DESC LIMIT ?5
        """);

    /// <summary>Passes over rows that cannot fit without reading their document.</summary>
    private readonly struct RowFilter(MailQuery query)
    {
        private readonly byte[]? _status = query.Status is { } status ? Encoding.UTF8.GetBytes($"\"status\":\"{status.ToWireName()}\"") : null;

        // Not with what JSON escapes.
        private readonly string? _text = query.Text is { } text && text.AsSpan().IndexOfAny('"', '\\') < 0 ? text : null;

        public bool Takes(Statement row)
        {
            var document = row.Bytes(7);
            if (_status is not null && document.IndexOf(_status) < 0) return false;
            return _text is null || Has(row.Bytes(1)) || Has(row.Bytes(4)) || Has(document);
        }

        private bool Has(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8).Contains(_text!, StringComparison.OrdinalIgnoreCase);
    }
}
