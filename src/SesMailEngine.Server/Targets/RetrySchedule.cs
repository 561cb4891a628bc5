namespace SesMailEngine.Server.Targets;

/// <summary>When a failed delivery is tried again: after 1 s, 2 s, 4 s … at most 10 minutes, each less a random part of up to a half.</summary>
/// <param name="random">The source of jitter; calls are serialised here.</param>
internal sealed class RetrySchedule(Random random)
{
    private const double FirstSeconds = 1;
    private const double MaxSeconds = 600;

    private readonly Lock _gate = new();

    /// <summary>The wait after so many failed tries, from 1.</summary>
    public TimeSpan After(int failed)
    {
        var full = Math.Min(MaxSeconds, FirstSeconds * Math.Pow(2, failed - 1));
        lock (_gate) return TimeSpan.FromSeconds(full * (1 - (random.NextDouble() / 2)));
    }
}
