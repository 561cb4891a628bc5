using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Metrics;

/// <summary>
/// The account's reputation once a minute, as shares from 0 to 1: what bounced, or was complained about, of the mail of this UTC day and the one
/// before. Without mail there is no value. AWS looks at a volume of its own choosing; both leave the same bounces out.
/// </summary>
internal sealed class ReputationSampler(DailyCounters counters)
{
    private static readonly MetricKey BounceRate = StackMetrics.Ses("Reputation.BounceRate");
    private static readonly MetricKey ComplaintRate = StackMetrics.Ses("Reputation.ComplaintRate");

    /// <summary>The values of a minute that has just ended.</summary>
    public void Sample(DateTimeOffset now, long minute, List<MetricWrite> writes)
    {
        var counts = counters.Of(WireTime.Day(now)) + counters.Of(WireTime.Day(now.AddDays(-1)));
        if (counts.Sent <= 0) return;
        writes.Add(new(BounceRate, "None", minute, MetricValues.Of((double)counts.CountedBounces / counts.Sent)));
        writes.Add(new(ComplaintRate, "None", minute, MetricValues.Of((double)counts.CountedComplaints / counts.Sent)));
    }
}
