namespace SesMailEngine.Aws.Protocol;

/// <summary>
/// How often a call is tried, and the pauses between: exponential with full jitter, from a first bound of 50 ms. The
/// adapters retry by themselves and switch the SDK's retries off, because only they know which calls may be repeated.
/// For any number of threads.
/// </summary>
/// <param name="time">The clock of the pauses.</param>
/// <param name="random">The jitter.</param>
/// <param name="tries">How often a call is made at most, 1 or more.</param>
public sealed class CallRetries(TimeProvider time, Random random, int tries = 4)
{
    private static readonly TimeSpan FirstBound = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();

    /// <summary>How often a call is made at most.</summary>
    public int Tries => tries;

    /// <summary>Waits after the given failed try, 1 for the first.</summary>
    public Task PauseAsync(int failedTry, CancellationToken cancellationToken)
    {
        double share;
        lock (gate) share = random.NextDouble();
        return Task.Delay(FirstBound * Math.Pow(2, Math.Min(failedTry, 8) - 1) * share, time, cancellationToken);
    }
}
