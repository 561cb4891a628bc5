namespace SesMailEngine.Embedded.Queues;

/// <summary>How many messages a queue holds.</summary>
/// <param name="Visible">Ready to be received.</param>
/// <param name="InFlight">Received and not yet deleted or visible again.</param>
/// <param name="Delayed">Not visible yet for the first time.</param>
/// <param name="OldestSentAt">When the oldest was sent; null for an empty queue.</param>
public sealed record QueueCounts(long Visible, long InFlight, long Delayed, DateTimeOffset? OldestSentAt);
