namespace SesMailEngine.Core.Ports.Operations;

/// <summary>How full a queue is; the numbers are approximate, as SQS counts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">Messages that can be received.</param>
/// <param name="InFlight">Messages somebody holds.</param>
/// <param name="Delayed">Messages whose time has not come.</param>
/// <param name="OldestAge">How long the oldest has waited, as measured within the last minutes; null when nobody measured it.</param>
public sealed record QueueReading(string Name, long Waiting, long InFlight, long Delayed, TimeSpan? OldestAge)
{
    /// <summary>True for a dead letter queue.</summary>
    public bool HoldsDeadLetters { get; init; }
}
