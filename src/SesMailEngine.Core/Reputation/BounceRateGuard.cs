using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Reputation;

/// <summary>
/// Stops sending while too much of today's mail (UTC) bounces. It reads the day's counters, never the day's records, and
/// at most every <see cref="Freshness"/>, so its cost does not grow with the volume. It opens by itself when the rate
/// falls or the day ends. For any number of threads.
/// </summary>
/// <param name="store">Where the counters are.</param>
/// <param name="settings">Threshold and minimum sample.</param>
/// <param name="time">The clock.</param>
internal sealed class BounceRateGuard(ITrackingStore store, EngineSettings settings, TimeProvider time)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private volatile Reading? last;

    /// <summary>Whether mail may go out now.</summary>
    /// <exception cref="PortException">The counters cannot be read.</exception>
    public ValueTask<GuardAnswer> CheckAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return last is { } reading && now - reading.At < Freshness && reading.Date == now.UtcDateTime.Date
            ? new(reading.Answer)
            : ReadAsync(now, cancellationToken);
    }

    private async ValueTask<GuardAnswer> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counts = await store.GetDailyCountsAsync(WireTime.Day(now), cancellationToken);
        var rate = counts.Sent <= 0 ? 0 : 100.0 * counts.CountedBounces / counts.Sent;
        var answer = new GuardAnswer(
            counts.Sent > 0 && counts.Sent >= settings.BounceRateMinimumSample && rate > settings.BounceRateThreshold, rate);
        last = new Reading(now, now.UtcDateTime.Date, answer);
        return answer;
    }

    private sealed record Reading(DateTimeOffset At, DateTime Date, GuardAnswer Answer);
}
