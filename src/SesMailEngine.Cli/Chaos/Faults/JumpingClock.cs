namespace SesMailEngine.Cli.Chaos.Faults;

// A clock whose time of day is set once while timers and measured time go on.
internal sealed class JumpingClock(TimeSpan first, TimeSpan second, TimeSpan after) : TimeProvider
{
    private readonly long started = System.GetTimestamp();

    public bool HasJumped => System.GetElapsedTime(started) >= after;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (HasJumped ? second : first);

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
