namespace SesMailEngine.Core.Sending;

/// <summary>Pauses between tries (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Anything from nothing to <paramref name="first"/> doubled with each further try, at most 5 s.</summary>
    /// <param name="random">The chance.</param>
    /// <param name="first">The longest pause after the first try.</param>
    /// <param name="attempt">How many tries there were, from 1.</param>
    public static TimeSpan FullJitter(Random random, TimeSpan first, int attempt)
    {
        var ceiling = Math.Min(Longest.Ticks, first.Ticks << Math.Min(attempt - 1, 20));
        double share;
        // Random is not thread-safe when a test or a host shares one.
        lock (random) share = random.NextDouble();
        return TimeSpan.FromTicks((long)(ceiling * share));
    }
}
