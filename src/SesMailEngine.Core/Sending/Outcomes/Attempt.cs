using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Outcomes;

/// <summary>One receive of one request: what is known of it on the way.</summary>
/// <param name="Request">The request.</param>
/// <param name="Message">The message it came in.</param>
/// <param name="StartedAt">The timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the receive.</param>
internal sealed record Attempt(EmailRequest Request, QueuedRequest Message, long StartedAt)
{
    /// <summary>When this attempt's claim was made; null while it has none.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }
}
