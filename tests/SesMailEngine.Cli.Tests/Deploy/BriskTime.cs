namespace SesMailEngine.Cli.Tests.Deploy;

/// <summary>The real clock, on which pauses are a hundredth of what they are.</summary>
internal sealed class BriskTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
}
