using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb;

/// <summary>The tables in memory, in the orders <see cref="ITables"/> promises. Counts the rows it hands out.</summary>
internal sealed class MemoryTables : ITables
{
    private readonly SortedDictionary<string, TrackingRecord> _records = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SuppressionEntry> _entries = new(StringComparer.Ordinal);

    public List<KeyValuePair<string, DailyCounts>> Days { get; } = [];

    public int RowsRead { get; private set; }

    public MemoryTables Add(params TrackingRecord[] records)
    {
        foreach (var record in records) _records[record.EmailId] = record;
        return this;
    }

    public MemoryTables Add(params SuppressionEntry[] entries)
    {
        foreach (var entry in entries) _entries[entry.Email] = entry;
        return this;
    }

    public Task<TrackingRecord?> GetRecordAsync(string emailId, CancellationToken cancellationToken) =>
        Task.FromResult(_records.GetValueOrDefault(emailId));

    public Task<IReadOnlyList<TrackingRecord>> QueryRecordsAsync(
        TrackingIndex index, IndexRange range, IndexCursor? after, int limit, CancellationToken cancellationToken)
    {
        var partition = _records.Values.Where(record => range.Partition == index switch
        {
            TrackingIndex.ToEmail => record.ToEmail,
            TrackingIndex.DatePartition => record.DatePartition,
            TrackingIndex.OriginalEmailId => record.OriginalEmailId,
            _ => record.SesMessageId,
        });
        return Walk(partition, record => index == TrackingIndex.SesMessageId ? "" : record.Timestamp.ToWire(),
            record => record.EmailId, range, after, limit);
    }

    public Task<IReadOnlyList<TrackingRecord>> ScanRecordsAsync(
        string? afterEmailId, int limit, CancellationToken cancellationToken) =>
        Take(_records.Values.Where(record => afterEmailId is null || string.CompareOrdinal(record.EmailId, afterEmailId) > 0), limit);

    public Task<SuppressionEntry?> GetSuppressionAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(_entries.GetValueOrDefault(email));

    public Task<IReadOnlyList<SuppressionEntry>> QuerySuppressionAsync(
        IndexRange range, IndexCursor? after, int limit, CancellationToken cancellationToken) =>
        Walk(_entries.Values.Where(entry => entry.Type.ToWireName() == range.Partition), entry => entry.AddedAt.ToWire(),
            entry => entry.Email, range, after, limit);

    public Task<IReadOnlyList<SuppressionEntry>> ScanSuppressionAsync(
        string? afterEmail, int limit, CancellationToken cancellationToken) =>
        Take(_entries.Values.Where(entry => afterEmail is null || string.CompareOrdinal(entry.Email, afterEmail) > 0), limit);

    public Task PutSuppressionAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        _entries[entry.Email] = entry;
        return Task.CompletedTask;
    }

    public Task<SuppressionEntry?> DeleteSuppressionAsync(string email, CancellationToken cancellationToken)
    {
        _entries.Remove(email, out var old);
        return Task.FromResult(old);
    }

    public Task<IReadOnlyList<KeyValuePair<string, DailyCounts>>> ListDailyCountsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeyValuePair<string, DailyCounts>>>(Days);

    public Task AddDailyCountsAsync(string day, DailyCounts added, CancellationToken cancellationToken)
    {
        var at = Days.FindIndex(other => other.Key == day);
        if (at < 0) Days.Add(new(day, added));
        else Days[at] = new(day, Days[at].Value + added);
        return Task.CompletedTask;
    }

    public Task<(long Tracking, long Suppression, long DailyStats)> CountRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(((long)_records.Count, (long)_entries.Count, (long)Days.Count));

    private Task<IReadOnlyList<T>> Walk<T>(
        IEnumerable<T> rows, Func<T, string> sortKey, Func<T, string> key, IndexRange range, IndexCursor? after, int limit)
    {
        var ordered = rows.Where(row => IsIn(range, sortKey(row)))
            .OrderBy(sortKey, StringComparer.Ordinal).ThenBy(key, StringComparer.Ordinal).ToList();
        if (!range.Forward) ordered.Reverse();
        return Take(ordered.Where(row => after is null || (Order(row) is var order && (range.Forward ? order > 0 : order < 0))), limit);

        int Order(T row)
        {
            var first = string.CompareOrdinal(sortKey(row), after!.SortKey);
            return first != 0 ? first : string.CompareOrdinal(key(row), after.Key);
        }
    }

    private static bool IsIn(IndexRange range, string text)
    {
        var low = range.From is null ? 1 : string.CompareOrdinal(text, range.From);
        var high = range.To is null ? -1 : string.CompareOrdinal(text, range.To);
        return (low > 0 || (low == 0 && range.FromInclusive)) && (high < 0 || (high == 0 && range.ToInclusive));
    }

    private Task<IReadOnlyList<T>> Take<T>(IEnumerable<T> rows, int limit)
    {
        var taken = rows.Take(limit).ToArray();
        RowsRead += taken.Length;
        return Task.FromResult<IReadOnlyList<T>>(taken);
    }
}
