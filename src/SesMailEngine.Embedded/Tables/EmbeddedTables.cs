using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Suppression;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Tables;

/// <summary>The tables, read from the data file.</summary>
internal sealed class EmbeddedTables(Store store, SuppressionStore suppression, DailyCounters counters) : ITables
{
    /// <inheritdoc/>
    public Task<TrackingRecord?> GetRecordAsync(string emailId, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(RecordReads.Get, emailId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRecord>> QueryRecordsAsync(
        TrackingIndex index, IndexRange range, IndexCursor? after, int limit, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            static (reader, state) => RecordQuery.Run(reader, state.index, state.range, state.after, state.limit),
            (index, range, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRecord>> ScanRecordsAsync(
        string? afterEmailId, int limit, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            static (reader, state) => RecordReads.All(reader.Prepare(
                $"SELECT {RecordRow.Columns} FROM record WHERE email_id > ?1 ORDER BY email_id LIMIT ?2")
                .Bind(1, state.afterEmailId ?? "").Bind(2, state.limit)),
            (afterEmailId, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<SuppressionEntry?> GetSuppressionAsync(string email, CancellationToken cancellationToken) =>
        suppression.GetAsync(email, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SuppressionEntry>> QuerySuppressionAsync(
        IndexRange range, IndexCursor? after, int limit, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            static (reader, state) => SuppressionQuery.Run(reader, state.range, state.after, state.limit),
            (range, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SuppressionEntry>> ScanSuppressionAsync(
        string? afterEmail, int limit, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            static (reader, state) => SuppressionRows.All(reader.Prepare(
                $"SELECT {SuppressionRows.Columns} FROM suppression WHERE email > ?1 ORDER BY email LIMIT ?2")
                .Bind(1, state.afterEmail ?? "").Bind(2, state.limit)),
            (afterEmail, limit), cancellationToken);

    /// <inheritdoc/>
    public Task PutSuppressionAsync(SuppressionEntry entry, CancellationToken cancellationToken) =>
        suppression.PutAsync(entry, cancellationToken);

    /// <inheritdoc/>
    public Task<SuppressionEntry?> DeleteSuppressionAsync(string email, CancellationToken cancellationToken) =>
        suppression.DeleteAsync(email, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeyValuePair<string, DailyCounts>>> ListDailyCountsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(counters.All());

    /// <inheritdoc/>
    public Task AddDailyCountsAsync(string day, DailyCounts added, CancellationToken cancellationToken) =>
        store.Writer.RunAsync(
            () =>
            {
                counters.Add(day, added);
                return true;
            },
            null, cancellationToken);

    /// <inheritdoc/>
    public async Task<(long Tracking, long Suppression, long DailyStats)> CountRowsAsync(CancellationToken cancellationToken)
    {
        // Rows are numbered as they come and go at the old end: the span is close, and costs two look-ups.
        var records = await store.Readers.ReadAsync(
            static (reader, _) =>
            {
                var statement = reader.Prepare("SELECT (SELECT max(seq) FROM record) - (SELECT min(seq) FROM record) + 1");
                return statement.Step() ? statement.Long(0) : 0;
            },
            0, cancellationToken);
        return (records, suppression.Count, counters.Days);
    }
}
