namespace SesMailEngine.Core.Statistics;

/// <summary>A counter that is not what the records add up to.</summary>
/// <param name="Day">The UTC day (<c>YYYY-MM-DD</c>).</param>
/// <param name="Counter">The counter's name in <c>DailyStats</c>, for example <c>soft_bounced</c>.</param>
/// <param name="Told">What the counter says.</param>
/// <param name="Counted">What the records add up to.</param>
/// <param name="IsMoving">True when the counter changed while the records were read, so that the difference proves nothing yet.</param>
public sealed record CounterDifference(string Day, string Counter, long Told, long Counted, bool IsMoving);
