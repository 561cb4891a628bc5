using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Server.Dashboard.Overview;

/// <summary>Everything the first page shows, read at one time.</summary>
internal sealed record OverviewNumbers
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The days up to today, oldest first; today is the last.</summary>
    public required IReadOnlyList<DayCounts> Days { get; init; }

    /// <summary>The hours up to this one, oldest first.</summary>
    public required IReadOnlyList<ActivityPoint> Hours { get; init; }

    /// <summary>The account's limits.</summary>
    public required SendQuota Quota { get; init; }

    /// <summary>The work queues.</summary>
    public required IReadOnlyList<QueueReading> Queues { get; init; }

    /// <summary>The dead letter queues.</summary>
    public required IReadOnlyList<QueueReading> DeadLetters { get; init; }

    /// <summary>The alarms.</summary>
    public required IReadOnlyList<AlarmReading> Alarms { get; init; }

    /// <summary>The latest mails, newest first.</summary>
    public required IReadOnlyList<TrackingRecord> Latest { get; init; }

    /// <summary>Mails sent a second lately; null when it was not watched long enough.</summary>
    public double? Pace { get; init; }

    /// <summary>Today's counters.</summary>
    public DailyCounts Today => Days[^1].Counts;
}
