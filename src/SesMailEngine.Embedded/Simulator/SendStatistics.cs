using System.Collections.Concurrent;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// The data points of the last two weeks: held in memory, and written once a group for each quarter of an hour that changed. What becomes
/// of a mail is known when it is accepted, and counted then.
/// </summary>
internal sealed class SendStatistics : IGroupMember
{
    private const long Quarter = 15 * 60 * 1000;
    private const long TwoWeeks = 14L * 24 * 60 * 60 * 1000;

    private readonly ConcurrentDictionary<long, SendDataPoint> _committed = new();
    private readonly Dictionary<long, SendDataPoint> _added = [];
    private readonly Statement _replace;
    private readonly Statement _expire;

    /// <summary>Reads what is there.</summary>
    public SendStatistics(Database database)
    {
        _replace = database.Prepare("INSERT OR REPLACE INTO send_statistic VALUES (?1, ?2, ?3, ?4, ?5)");
        _expire = database.Prepare("DELETE FROM send_statistic WHERE starts_at < ?1");
        var all = database.Prepare("SELECT * FROM send_statistic");
        while (all.Step())
        {
            _committed[all.Long(0)] = new(
                DateTimeOffset.FromUnixTimeMilliseconds(all.Long(0)), all.Long(1), all.Long(2), all.Long(3), all.Long(4));
        }
    }

    /// <summary>What one recipient's fate adds.</summary>
    public static SendDataPoint Of(SimulatedFate fate) => fate switch
    {
        SimulatedFate.Rejected => new() { Rejects = 1 },
        SimulatedFate.Bounced or SimulatedFate.OnSuppressionList => new() { DeliveryAttempts = 1, Bounces = 1 },
        SimulatedFate.Complained => new() { DeliveryAttempts = 1, Complaints = 1 },
        _ => new() { DeliveryAttempts = 1 },
    };

    /// <summary>The committed data points of the two weeks before <paramref name="now"/>, oldest first.</summary>
    public IReadOnlyList<SendDataPoint> Until(DateTimeOffset now)
    {
        var oldest = now.ToUnixTimeMilliseconds() - TwoWeeks;
        return [.. _committed.Where(pair => pair.Key >= oldest).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    /// <summary>Counts a mail accepted at <paramref name="acceptedAt"/>, in milliseconds since 1970.</summary>
    public void Count(long acceptedAt, SendDataPoint counts)
    {
        var start = acceptedAt - (acceptedAt % Quarter);
        var there = _added.TryGetValue(start, out var added) ? added : new() { StartsAt = DateTimeOffset.FromUnixTimeMilliseconds(start) };
        _added[start] = there + counts;
    }

    /// <inheritdoc/>
    public void BeforeCommit()
    {
        foreach (var (start, added) in _added)
        {
            if (!_committed.TryGetValue(start, out var sum)) _expire.Bind(1, start - TwoWeeks).Run();
            sum = added + sum;
            _replace.Bind(1, start).Bind(2, sum.DeliveryAttempts).Bind(3, sum.Bounces).Bind(4, sum.Complaints).Bind(5, sum.Rejects).Run();
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        foreach (var (start, added) in _added)
        {
            if (_committed.TryGetValue(start, out var sum)) _committed[start] = sum + added;
            else Begin(start, added);
        }
        _added.Clear();
    }

    /// <inheritdoc/>
    public void RolledBack() => _added.Clear();

    private void Begin(long start, SendDataPoint added)
    {
        foreach (var (old, _) in _committed)
        {
            if (old < start - TwoWeeks) _committed.TryRemove(old, out _);
        }
        _committed[start] = added;
    }
}
