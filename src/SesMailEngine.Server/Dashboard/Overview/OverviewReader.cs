using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Server.Dashboard.Overview;

/// <summary>Reads what the first page shows; at most once in a while for all who look at it.</summary>
internal sealed class OverviewReader(DashboardPorts ports, TimeProvider time) : IDisposable
{
    /// <summary>How old numbers may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private const int ShownDays = 30;
    private const int ShownHours = 24;
    private const int ShownMails = 12;
    private const int PaceSamples = 15;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<(DateTimeOffset At, long Sent)> _samples = new();
    private volatile OverviewNumbers? _last;

    /// <summary>The numbers.</summary>
    public async Task<OverviewNumbers> ReadAsync(CancellationToken cancellationToken)
    {
        if (_last is { } fresh && time.GetUtcNow() - fresh.At < Freshness) return fresh;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_last is { } last && now - last.At < Freshness) return last;
            var numbers = await ReadNowAsync(now, cancellationToken);
            return _last = numbers with { Pace = PaceOf(now, numbers.Today.Sent) };
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<OverviewNumbers> ReadNowAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var days = ports.Statistics.GetAsync(today.AddDays(1 - ShownDays), today, cancellationToken);
        var activity = ports.Activity.GetAsync(HourOf(now).AddHours(1 - ShownHours), cancellationToken);
        var quota = ports.Quota.GetAsync(cancellationToken);
        var queues = ports.Queues.ListAsync(cancellationToken);
        var alarms = ports.Alarms.ListAsync(cancellationToken);
        var latest = ports.Mails.FindAsync(new MailQuery { FromDay = today.AddDays(1 - ShownDays) }, null, ShownMails, cancellationToken);
        await Task.WhenAll(days, activity, quota, queues, alarms, latest);
        var states = await queues;
        return new OverviewNumbers
        {
            At = now,
            Days = await days,
            Hours = Hours(HourOf(now), await activity),
            Quota = await quota,
            Queues = [.. states.Where(state => !state.HoldsDeadLetters)],
            DeadLetters = [.. states.Where(state => state.HoldsDeadLetters)],
            Alarms = await alarms,
            Latest = (await latest).Records,
        };
    }

    private double? PaceOf(DateTimeOffset now, long sent)
    {
        // The day's counter begins anew at midnight.
        if (_samples.TryPeek(out var first) && (sent < first.Sent || now - first.At > TimeSpan.FromMinutes(1))) _samples.Clear();
        _samples.Enqueue((now, sent));
        if (_samples.Count > PaceSamples) _samples.Dequeue();
        var oldest = _samples.Peek();
        var seconds = (now - oldest.At).TotalSeconds;
        return seconds < 1 ? null : (sent - oldest.Sent) / seconds;
    }

    private static IReadOnlyList<ActivityPoint> Hours(DateTimeOffset last, IReadOnlyList<ActivityPoint> points)
    {
        var sums = points.GroupBy(point => HourOf(point.StartsAt)).ToDictionary(
            group => group.Key,
            group => new ActivityPoint(group.Key, group.Sum(p => p.Attempts), group.Sum(p => p.Bounces), group.Sum(p => p.Complaints), group.Sum(p => p.Rejects)));
        return [.. Enumerable.Range(1 - ShownHours, ShownHours).Select(hour => last.AddHours(hour))
            .Select(start => sums.GetValueOrDefault(start) ?? new ActivityPoint(start, 0, 0, 0, 0))];
    }

    private static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
