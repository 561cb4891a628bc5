namespace SesMailEngine.Core.Model;

/// <summary>The counters of one UTC day, summed over the shards of <c>DailyStats</c>.</summary>
/// <param name="Sent">Mails accepted by the transport that day.</param>
/// <param name="Delivered">Deliveries.</param>
/// <param name="Opened">Mails first opened by a person.</param>
/// <param name="SoftBounced">Mails that soft-bounced.</param>
/// <param name="Bounced">Mails that hard-bounced, counted in the rate or not.</param>
/// <param name="Complained">Mails complained about.</param>
/// <param name="Failed">Mails not sent.</param>
/// <param name="CountedBounces">The hard bounces that count in the bounce rate.</param>
/// <param name="CountedComplaints">The complaints that count (not <c>not-spam</c>).</param>
public readonly record struct DailyCounts(
    long Sent, long Delivered, long Opened, long SoftBounced, long Bounced, long Complained, long Failed,
    long CountedBounces, long CountedComplaints)
{
    /// <summary>The sum of two.</summary>
    public static DailyCounts operator +(DailyCounts a, DailyCounts b) => new(
        a.Sent + b.Sent, a.Delivered + b.Delivered, a.Opened + b.Opened, a.SoftBounced + b.SoftBounced,
        a.Bounced + b.Bounced, a.Complained + b.Complained, a.Failed + b.Failed,
        a.CountedBounces + b.CountedBounces, a.CountedComplaints + b.CountedComplaints);

    /// <summary>The sum of two.</summary>
    public static DailyCounts Add(DailyCounts left, DailyCounts right) => left + right;

    /// <summary>What is left of one after another is taken away.</summary>
    public static DailyCounts operator -(DailyCounts a, DailyCounts b) => new(
        a.Sent - b.Sent, a.Delivered - b.Delivered, a.Opened - b.Opened, a.SoftBounced - b.SoftBounced,
        a.Bounced - b.Bounced, a.Complained - b.Complained, a.Failed - b.Failed,
        a.CountedBounces - b.CountedBounces, a.CountedComplaints - b.CountedComplaints);

    /// <summary>What is left of one after another is taken away.</summary>
    public static DailyCounts Subtract(DailyCounts left, DailyCounts right) => left - right;

    /// <summary>Each counter with its name in <c>DailyStats</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Named() =>
    [
        new("sent", Sent), new("delivered", Delivered), new("opened", Opened), new("soft_bounced", SoftBounced), new("bounced", Bounced),
        new("complained", Complained), new("failed", Failed), new("countedBounces", CountedBounces), new("countedComplaints", CountedComplaints),
    ];

    /// <summary>
    /// What a record's change from <paramref name="before"/> (null for a new record) to <paramref name="after"/> adds to
    /// the counters, by UTC day. Each fact counts once, on the day it happened; summing over all records gives the same
    /// counters again.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, DailyCounts>> Difference(
        TrackingRecord? before, TrackingRecord after)
    {
        List<KeyValuePair<string, DailyCounts>>? result = null;
        void Count(DateTimeOffset at, DailyCounts counts) => (result ??= []).Add(new(WireTime.Day(at), counts));
        void Moved(DateTimeOffset? from, DateTimeOffset? to, DailyCounts one, DailyCounts less)
        {
            if (from?.UtcDateTime.Date == to?.UtcDateTime.Date) return;
            if (from is { } left) Count(left, less);
            if (to is { } joined) Count(joined, one);
        }

        Moved(before?.SentAt, after.SentAt, new() { Sent = 1 }, new() { Sent = -1 });
        Moved(before?.DeliveredAt, after.DeliveredAt, new() { Delivered = 1 }, new() { Delivered = -1 });
        Moved(before?.OpenedAt, after.OpenedAt, new() { Opened = 1 }, new() { Opened = -1 });
        Moved(before?.FailedAt, after.FailedAt, new() { Failed = 1 }, new() { Failed = -1 });
        if (after.BouncedAt is { } bounced && (before?.BouncedAt is null || before.IsHardBounced != after.IsHardBounced))
        {
            if (before?.BouncedAt is { } soft) Count(soft, new() { SoftBounced = -1 });
            var counts = SesBounces.Counts(after.BounceType, after.BounceSubType);
            Count(bounced, after.IsHardBounced
                ? new() { Bounced = 1, CountedBounces = counts ? 1 : 0 }
                : new() { SoftBounced = 1 });
        }
        if (before?.ComplainedAt is null && after.ComplainedAt is { } complained)
        {
            Count(complained, new() { Complained = 1, CountedComplaints = after.ComplaintFeedbackType == "not-spam" ? 0 : 1 });
        }
        return result ?? (IReadOnlyList<KeyValuePair<string, DailyCounts>>)[];
    }
}
