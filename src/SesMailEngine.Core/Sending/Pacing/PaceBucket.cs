namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>
/// The arithmetic of the pace. A mail goes in the next slot in time (the generic cell rate algorithm, ITU-T I.371), a little below the
/// rate; slots that passed although they were wanted may be taken up to 200 ms late. And it must find fewer mails than the rate allows in the
/// second behind it: timers are late, and mails that wake up together must not go together. Not thread-safe.
/// </summary>
internal sealed class PaceBucket
{
    private const double Share = 0.997;

    // The way to the transport takes now longer, now shorter: what left a second apart may arrive a little closer.
    private const double Stretch = 1.003;
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(200);

    private readonly long ticksPerSecond;
    private long interval;
    private long tolerance;
    private long due;
    private long window;

    // The times of the latest mails, as many as may go in one window; a ring whose oldest entry is at next.
    private long[] latest = [];
    private int next;

    /// <summary>A bucket without a limit.</summary>
    /// <param name="ticksPerSecond">The unit of all times given to it.</param>
    public PaceBucket(long ticksPerSecond) => this.ticksPerSecond = ticksPerSecond;

    /// <summary>Mails a second; 0 for no limit.</summary>
    public double Rate { get; private set; }

    /// <summary>Sets the limit. Slots given away already stay.</summary>
    public void SetRate(double perSecond, long now)
    {
        perSecond = Math.Max(0, perSecond);
        if (perSecond == Rate) return;
        Rate = perSecond;
        if (perSecond == 0) return;
        interval = Math.Max(1, (long)Math.Ceiling(ticksPerSecond / (perSecond * Share)));
        tolerance = (long)(CatchUp.TotalSeconds * ticksPerSecond);
        // Slots that were given away at a slower rate would hold up the faster one.
        due = Math.Min(due, now + interval);
        var size = (int)Math.Clamp(Math.Floor(perSecond), 1, 1_000_000);
        window = (long)Math.Ceiling(ticksPerSecond * (size / perSecond) * Stretch);
        Resize(size, now);
    }

    /// <summary>How long until the next slot when <paramref name="ahead"/> others go before, in ticks; 0 when it is there.</summary>
    public long Wait(long now, int ahead)
    {
        if (Rate == 0) return 0;
        var slot = Math.Max(due, now - tolerance) + ahead * interval;
        var entry = ahead < latest.Length ? latest[(next + ahead) % latest.Length] + window : slot;
        return Math.Max(0, Math.Max(slot, entry) - now);
    }

    /// <summary>
    /// Nobody wanted a slot until now: those that passed are gone. Given out at once they would fill a second's window early, and leave a gap
    /// at its end that comes back every second.
    /// </summary>
    public void Rested(long now) => due = Math.Max(due, now);

    /// <summary>A mail goes now: it takes the next slot.</summary>
    public void Go(long now)
    {
        if (Rate == 0) return;
        due = Math.Max(due, now - tolerance) + interval;
        latest[next] = now;
        next = (next + 1) % latest.Length;
    }

    private void Resize(int size, long now)
    {
        var ring = new long[size];
        Array.Fill(ring, now - window);
        var kept = Math.Min(size, latest.Length);
        for (var i = 1; i <= kept; i++) ring[size - i] = latest[(next - i + latest.Length) % latest.Length];
        latest = ring;
        next = 0;
    }
}
