namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>
/// The arithmetic of a token bucket in its other form, the generic cell rate algorithm (ITU-T I.371): it keeps the time
/// at which the next slot is due, and a slot may be taken early by at most the burst. Rate and burst together never
/// exceed the limit within any second. Not thread-safe.
/// </summary>
internal struct PaceBucket
{
    // A little below the limit; the difference is the burst, with which a late timer catches up.
    private const double Share = 0.993;

    private double rate;
    private long interval;
    private long tolerance;
    private long due;

    /// <summary>Mails a second; 0 for no limit.</summary>
    public readonly double Rate => rate;

    /// <summary>Sets the limit; slots given away already stay.</summary>
    public void SetRate(double perSecond, long ticksPerSecond, long now)
    {
        if (perSecond == rate) return;
        rate = perSecond;
        if (perSecond <= 0) return;
        interval = Math.Max(1, (long)Math.Ceiling(ticksPerSecond / (perSecond * Share)));
        tolerance = Math.Max(0, (long)(Math.Max(1, perSecond * (1 - Share)) * interval) - interval);
        // Slots that were given away at a slower rate would hold up the faster one.
        due = Math.Min(due, now + interval);
    }

    /// <summary>How long until the next slot, in ticks; 0 when it is there.</summary>
    public readonly long Wait(long now) => rate <= 0 ? 0 : Math.Max(0, Math.Max(due, now - tolerance) - now);

    /// <summary>Takes the next slot and says how long until it is there.</summary>
    public long Take(long now)
    {
        if (rate <= 0) return 0;
        var slot = Math.Max(due, now - tolerance);
        due = slot + interval;
        return Math.Max(0, slot - now);
    }
}
