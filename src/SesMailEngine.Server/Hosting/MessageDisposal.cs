namespace SesMailEngine.Server.Hosting;

// What to do with a queue message that was handled.
internal readonly record struct MessageDisposal(bool IsConsumed, TimeSpan? HoldFor)
{
    public static MessageDisposal Consume { get; } = new(true, null);

    // It becomes visible again after its visibility timeout, and the receive counts.
    public static MessageDisposal Leave { get; } = new(false, null);

    public static MessageDisposal Hold(TimeSpan delay) => new(false, delay);
}
