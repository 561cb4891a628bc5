namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>What the pacer says to one mail.</summary>
/// <param name="Granted">True when the mail may go out now.</param>
/// <param name="HoldFor">When not: how long to put it aside.</param>
/// <param name="QuotaUsedUp">True when the daily quota is the reason, not the rate.</param>
internal readonly record struct PaceAnswer(bool Granted, TimeSpan HoldFor, bool QuotaUsedUp)
{
    /// <summary>Send now.</summary>
    public static PaceAnswer Go => new(true, TimeSpan.Zero, false);
}
