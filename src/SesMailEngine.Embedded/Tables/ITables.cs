using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Tables;

/// <summary>
/// The tables as the DynamoDB endpoint reads them: by key, along an index, or all of them, in pages that never load more than asked for.
/// Each read is by index, so its cost does not grow with the table.
/// </summary>
public interface ITables
{
    /// <summary>A tracking record, expired or not.</summary>
    Task<TrackingRecord?> GetRecordAsync(string emailId, CancellationToken cancellationToken);

    /// <summary>The next records of an index after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<TrackingRecord>> QueryRecordsAsync(
        TrackingIndex index, IndexRange range, IndexCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>The next records in the order of emailId, after that of <paramref name="afterEmailId"/>.</summary>
    Task<IReadOnlyList<TrackingRecord>> ScanRecordsAsync(
        string? afterEmailId, int limit, CancellationToken cancellationToken);

    /// <summary>A suppression entry.</summary>
    Task<SuppressionEntry?> GetSuppressionAsync(string email, CancellationToken cancellationToken);

    /// <summary>The next entries of <c>suppression-type-date-index</c>; the sort key is the wire time of AddedAt.</summary>
    Task<IReadOnlyList<SuppressionEntry>> QuerySuppressionAsync(
        IndexRange range, IndexCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>The next entries in the order of the address.</summary>
    Task<IReadOnlyList<SuppressionEntry>> ScanSuppressionAsync(
        string? afterEmail, int limit, CancellationToken cancellationToken);

    /// <summary>Writes an entry as it is given, whatever was there.</summary>
    Task PutSuppressionAsync(SuppressionEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes an entry; what was there, null for nothing.</summary>
    Task<SuppressionEntry?> DeleteSuppressionAsync(string email, CancellationToken cancellationToken);

    /// <summary>The days with counters, in order, and their counters (this host keeps all in shard 0).</summary>
    Task<IReadOnlyList<KeyValuePair<string, DailyCounts>>> ListDailyCountsAsync(CancellationToken cancellationToken);

    /// <summary>Adds to the counters of a day; what the engine counts meanwhile is kept.</summary>
    Task AddDailyCountsAsync(string day, DailyCounts added, CancellationToken cancellationToken);

    /// <summary>About how many rows a table has: tracking, suppression, daily stats.</summary>
    Task<(long Tracking, long Suppression, long DailyStats)> CountRowsAsync(CancellationToken cancellationToken);
}
