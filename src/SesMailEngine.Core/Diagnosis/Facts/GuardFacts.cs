using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>What the bounce-rate guard decides by.</summary>
/// <param name="Today">The counters of the UTC day.</param>
/// <param name="Threshold">BounceRateThreshold, in percent.</param>
/// <param name="MinimumSample">BounceRateMinimumSample, in mails.</param>
/// <param name="Action">BounceRateAction.</param>
public sealed record GuardFacts(DailyCounts Today, double Threshold, int MinimumSample, BounceRateAction Action)
{
    /// <summary>Today's bounce rate in percent.</summary>
    public double Rate => Today.Sent <= 0 ? 0 : 100.0 * Today.CountedBounces / Today.Sent;

    /// <summary>True when mail is held back.</summary>
    public bool IsClosed => Today.Sent > 0 && Today.Sent >= MinimumSample && Rate > Threshold;

    /// <summary>How many more mails must go out without a bounce before the guard opens by itself; 0 when it is open.</summary>
    public long CleanMailsToOpen => !IsClosed || Threshold <= 0
        ? 0
        : Math.Max(1, (long)Math.Ceiling((Today.CountedBounces * 100.0 / Threshold) - Today.Sent));
}
