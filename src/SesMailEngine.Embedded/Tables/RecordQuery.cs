using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Tables;

/// <summary>
/// A page of an index of the tracking table. The indexes hold the time but not the id, which keeps them small: rows of one
/// millisecond are sorted by id as they are read.
/// </summary>
internal static class RecordQuery
{
    private static readonly string[] Conditions =
    [
        "to_email = ?1",
        "?1 IS NOT NULL", // the day is a range of ts
        "original_id = ?1",
        "ses_id = ?1",
    ];

    /// <summary>Reads a page.</summary>
    public static IReadOnlyList<TrackingRecord> Run(
        Reader reader, TrackingIndex index, IndexRange range, IndexCursor? after, int limit)
    {
        if (index == TrackingIndex.SesMessageId) return BySesMessageId(reader, range, after, limit);
        var (from, to) = SortKeyBounds.Of(range);
        if (index == TrackingIndex.DatePartition)
        {
            if (!TryDay(range.Partition, out var first, out var last)) return [];
            (from, to) = (Math.Max(from, first), Math.Min(to, last));
        }
        (from, to, after) = SortKeyBounds.After(from, to, after, range.Forward);
        var page = Select(reader, index, range, after, from, to, limit);
        return index == TrackingIndex.OriginalEmailId ? WithFirstAttempt(reader, page, range, after, from, to, limit) : page;
    }

    private static IReadOnlyList<TrackingRecord> Select(
        Reader reader, TrackingIndex index, IndexRange range, IndexCursor? after, long from, long to, int limit)
    {
        var (comes, order) = range.Forward ? (">", "ASC") : ("<", "DESC");
        var statement = reader.Prepare($"""
            SELECT {RecordRow.Columns} FROM record
            WHERE {Conditions[(int)index]} AND ts BETWEEN ?2 AND ?3 AND (?4 IS NULL OR ts {comes} ?5 OR email_id {comes} ?4)
            ORDER BY ts {order}, email_id {order} LIMIT ?6
            """);
        statement.Bind(1, range.Partition).Bind(2, from).Bind(3, to).Bind(4, after?.Key)
            .Bind(5, range.Forward ? from : to).Bind(6, limit);
        return RecordReads.All(statement);
    }

    // A first attempt is its own original and has no entry in the index: it is one row, found by its id.
    private static IReadOnlyList<TrackingRecord> WithFirstAttempt(
        Reader reader, IReadOnlyList<TrackingRecord> retries, IndexRange range, IndexCursor? after, long from, long to, int limit)
    {
        if (RecordReads.Get(reader, range.Partition) is not { } first) return retries;
        var at = first.Timestamp.ToUnixTimeMilliseconds();
        if (!string.Equals(first.OriginalEmailId, range.Partition, StringComparison.Ordinal) || at < from || at > to) return retries;
        if (after is not null && at == (range.Forward ? from : to))
        {
            var order = string.CompareOrdinal(first.EmailId, after.Key);
            if (order == 0 || order > 0 != range.Forward) return retries;
        }
        var all = retries.Append(first);
        all = range.Forward
            ? all.OrderBy(r => r.Timestamp).ThenBy(r => r.EmailId, StringComparer.Ordinal)
            : all.OrderByDescending(r => r.Timestamp).ThenByDescending(r => r.EmailId, StringComparer.Ordinal);
        return [.. all.Take(limit)];
    }

    private static IReadOnlyList<TrackingRecord> BySesMessageId(
        Reader reader, IndexRange range, IndexCursor? after, int limit)
    {
        var (comes, order) = range.Forward ? (">", "ASC") : ("<", "DESC");
        var statement = reader.Prepare($"""
            SELECT {RecordRow.Columns} FROM record WHERE ses_id = ?1 AND (?2 IS NULL OR email_id {comes} ?2)
            ORDER BY email_id {order} LIMIT ?3
            """);
        return RecordReads.All(statement.Bind(1, range.Partition).Bind(2, after?.Key).Bind(3, limit));
    }

    private static bool TryDay(string text, out long first, out long last)
    {
        var isDay = DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day);
        first = day.ToUnixTimeMilliseconds();
        last = first + (long)TimeSpan.FromDays(1).TotalMilliseconds - 1;
        return isDay;
    }
}
