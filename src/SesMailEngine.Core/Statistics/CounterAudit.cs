using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Statistics;

/// <summary>
/// Counts the records again, and compares with the counters (contract section 9: they are derived data). Memory is a few numbers a day,
/// whatever the number of records. Not for several threads.
/// </summary>
public sealed class CounterAudit
{
    // A request waits on a queue for 14 days at most, and a mail comes back within hours: so long after the oldest record that is left,
    // nothing but an opening or a complaint can belong to a record that is gone.
    private const int DaysToSettle = 15;

    private readonly Dictionary<string, DailyCounts> counted = new(StringComparer.Ordinal);
    private long records;
    private DateTimeOffset oldest = DateTimeOffset.MaxValue;

    /// <summary>Counts one record.</summary>
    public void Add(TrackingRecord record)
    {
        records++;
        if (record.Timestamp < oldest) oldest = record.Timestamp;
        foreach (var (day, counts) in DailyCounts.Difference(null, record)) counted[day] = counted.GetValueOrDefault(day) + counts;
    }

    /// <summary>
    /// Compares with the counters as they were before the records were read and as they were after. A counter that moved meanwhile agrees
    /// when the records lie between the two. Where counters reach further back than records, records have expired: the days they may have
    /// been counted on are passed over, and later openings and complaints may be theirs.
    /// </summary>
    public CounterReport Compare(IReadOnlyList<KeyValuePair<string, DailyCounts>> before, IReadOnlyList<KeyValuePair<string, DailyCounts>> after)
    {
        var (was, now) = (ByDay(before), ByDay(after));
        var first = records == 0 ? null : WireTime.Day(oldest);
        var hasExpired = first is not null && was.Keys.Any(day => string.CompareOrdinal(day, first) < 0);
        var from = hasExpired ? WireTime.Day(oldest.AddDays(DaysToSettle)) : first;
        var differences = new List<CounterDifference>();
        var corrections = new SortedDictionary<string, DailyCounts>(StringComparer.Ordinal);
        var (compared, passedOver) = (0, 0);
        foreach (var day in was.Keys.Union(now.Keys).Union(counted.Keys).Order(StringComparer.Ordinal))
        {
            if (hasExpired && string.CompareOrdinal(day, from) < 0)
            {
                passedOver++;
                continue;
            }
            compared++;
            var found = Differences(day, was.GetValueOrDefault(day), now.GetValueOrDefault(day), hasExpired).ToList();
            differences.AddRange(found);
            if (found.Count > 0 && !found[0].IsMoving) corrections[day] = Correction(now.GetValueOrDefault(day), counted.GetValueOrDefault(day), hasExpired);
        }
        return new CounterReport(records, from, compared, passedOver, differences, corrections);
    }

    private IEnumerable<CounterDifference> Differences(string day, DailyCounts was, DailyCounts now, bool hasExpired)
    {
        var right = counted.GetValueOrDefault(day).Named();
        var told = now.Named();
        var earlier = was.Named();
        for (var i = 0; i < right.Count; i++)
        {
            var (least, most) = (Math.Min(earlier[i].Value, told[i].Value), Math.Max(earlier[i].Value, told[i].Value));
            var isTooHigh = least > right[i].Value && !(hasExpired && MayBeLate(right[i].Key));
            if (isTooHigh || most < right[i].Value) yield return new CounterDifference(day, right[i].Key, told[i].Value, right[i].Value, was != now);
        }
    }

    private static bool MayBeLate(string counter) => counter is "opened" or "complained" or "countedComplaints";

    private static DailyCounts Correction(DailyCounts told, DailyCounts right, bool hasExpired)
    {
        var added = right - told;
        return hasExpired
            ? added with
            {
                Opened = Math.Max(0, added.Opened),
                Complained = Math.Max(0, added.Complained),
                CountedComplaints = Math.Max(0, added.CountedComplaints),
            }
            : added;
    }

    private static Dictionary<string, DailyCounts> ByDay(IReadOnlyList<KeyValuePair<string, DailyCounts>> days) =>
        new(days, StringComparer.Ordinal);
}
