using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>The answer to a claim.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Existing">The record found: what was taken over, finished, or held. Null for a new record.</param>
public sealed record ClaimResult(ClaimOutcome Outcome, TrackingRecord? Existing)
{
    /// <summary>
    /// The rule every store follows for a record that exists. A record whose failure lets a redelivery try again
    /// (<see cref="ErrorTypes.MayBeTakenOver"/>), or whose claim is older than <paramref name="claimLifetime"/>, may be
    /// taken over; any other status than sending is finished.
    /// </summary>
    public static ClaimOutcome Judge(TrackingRecord existing, DateTimeOffset now, TimeSpan claimLifetime)
    {
        if (existing.Status is EmailStatus.Failed or EmailStatus.Sending && ErrorTypes.MayBeTakenOver(existing.ErrorType))
        {
            if (existing.ClaimedAt is null) return ClaimOutcome.Claimed;
        }
        else if (existing.Status != EmailStatus.Sending)
        {
            return ClaimOutcome.Finished;
        }
        return existing.ClaimedAt is { } claimedAt && now - claimedAt < claimLifetime
            ? ClaimOutcome.HeldByAnother
            : ClaimOutcome.Claimed;
    }
}
