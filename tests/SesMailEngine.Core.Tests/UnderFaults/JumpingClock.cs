using Microsoft.Extensions.Time.Testing;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>A clock whose time of day can be set forward and back while timers and measured time go on.</summary>
internal sealed class JumpingClock(FakeTimeProvider inner) : TimeProvider
{
    private TimeSpan offset;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public void Jump(TimeSpan by) => offset += by;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
