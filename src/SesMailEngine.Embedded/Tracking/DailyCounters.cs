using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// The counters of each day: held in memory, where the bounce-rate guard reads them, and written once a group for each
/// day that changed.
/// </summary>
internal sealed class DailyCounters : IGroupMember
{
    private readonly ConcurrentDictionary<string, DailyCounts> _committed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DailyCounts> _added = new(StringComparer.Ordinal);
    private readonly Statement _replace;

    /// <summary>Reads what is there.</summary>
    public DailyCounters(Database database)
    {
        _replace = database.Prepare("INSERT OR REPLACE INTO daily VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        var all = database.Prepare("SELECT * FROM daily");
        while (all.Step())
        {
            _committed[all.Text(0)] = new(all.Long(1), all.Long(2), all.Long(3), all.Long(4), all.Long(5), all.Long(6),
                all.Long(7), all.Long(8), all.Long(9));
        }
    }

    /// <summary>The committed counters of a day.</summary>
    public DailyCounts Of(string day) => _committed.GetValueOrDefault(day);

    /// <summary>The committed counters of all days, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, DailyCounts>> All() =>
        [.. _committed.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>How many days there are.</summary>
    public int Days => _committed.Count;

    /// <summary>Counts what a record's change adds.</summary>
    public void Count(TrackingRecord? before, TrackingRecord after)
    {
        foreach (var (day, counts) in DailyCounts.Difference(before, after)) Add(day, counts);
    }

    /// <summary>Adds to a day, in the group that is being written.</summary>
    public void Add(string day, DailyCounts counts) => _added[day] = _added.GetValueOrDefault(day) + counts;

    /// <inheritdoc/>
    public void BeforeCommit()
    {
        foreach (var (day, added) in _added)
        {
            var sum = Of(day) + added;
            _replace.Bind(1, day).Bind(2, sum.Sent).Bind(3, sum.Delivered).Bind(4, sum.Opened).Bind(5, sum.SoftBounced)
                .Bind(6, sum.Bounced).Bind(7, sum.Complained).Bind(8, sum.Failed).Bind(9, sum.CountedBounces)
                .Bind(10, sum.CountedComplaints).Run();
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        foreach (var (day, added) in _added) _committed[day] = Of(day) + added;
        _added.Clear();
    }

    /// <inheritdoc/>
    public void RolledBack() => _added.Clear();
}
