namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>A place in the line for a slot, kept until a slot is taken or not needed. Leaving twice is leaving once.</summary>
internal sealed class PacePlace : IDisposable
{
    private SendPacer? pacer;

    /// <summary>A place in the line of a pacer.</summary>
    public PacePlace(SendPacer? pacer) => this.pacer = pacer;

    /// <summary>No place: there is no line, or nobody was let in.</summary>
    public static PacePlace None { get; } = new(null);

    /// <summary>Leaves the line.</summary>
    public void Dispose() => Interlocked.Exchange(ref pacer, null)?.LeaveLine();
}
