using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>Tracking records in the data file.</summary>
internal sealed class TrackingStore(
    Store store, RecordTable records, RecordCache cache, DailyCounters counters, TimeProvider clock) : ITrackingStore
{
    private readonly DateTimeOffset _openedAt = clock.GetUtcNow().ToMilliseconds();

    /// <inheritdoc/>
    public Task<ClaimResult> ClaimAsync(
        TrackingRecord record, TimeSpan claimLifetime, CancellationToken cancellationToken) =>
        store.Writer.RunAsync(new ClaimItem(records, record, claimLifetime, _openedAt, clock), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddAsync(TrackingRecord record, CancellationToken cancellationToken) =>
        store.Writer.RunAsync(new AddItem(records, record, clock), cancellationToken);

    /// <inheritdoc/>
    public Task<ChangeResult> ApplyAsync(string emailId, RecordChange change, CancellationToken cancellationToken) =>
        store.Writer.RunAsync(new ApplyItem(records, emailId, change, clock), cancellationToken);

    /// <inheritdoc/>
    public async Task<TrackingRecord?> GetAsync(string emailId, CancellationToken cancellationToken) =>
        Living(cache.Find(emailId)?.Record
            ?? await store.Readers.ReadAsync(RecordReads.Get, emailId, cancellationToken));

    /// <inheritdoc/>
    public async Task<TrackingRecord?> FindBySesMessageIdAsync(string sesMessageId, CancellationToken cancellationToken) =>
        Living(await store.Readers.ReadAsync(RecordReads.FindBySesMessageId, sesMessageId, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRecord>> ListByRecipientAsync(
        string toEmail, int limit, CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            static (reader, state) => RecordReads.All(reader.Prepare($"""
                SELECT {RecordRow.Columns} FROM record WHERE to_email = ?1 AND (ttl IS NULL OR ttl > ?2)
                ORDER BY ts DESC, email_id DESC LIMIT ?3
                """).Bind(1, state.toEmail).Bind(2, state.Now).Bind(3, state.limit)),
            (toEmail, limit, Now: clock.GetUtcNow().ToUnixTimeSeconds()), cancellationToken);

    /// <inheritdoc/>
    public Task<DailyCounts> GetDailyCountsAsync(string day, CancellationToken cancellationToken) =>
        Task.FromResult(counters.Of(day));

    private TrackingRecord? Living(TrackingRecord? record) =>
        record is not null && RecordTable.IsExpired(record, clock) ? null : record;
}
