using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending.Requests;

namespace SesMailEngine.Core.Sending.Outcomes;

/// <summary>
/// Makes sure that a request which its queue has given up has a record that says so, unless its mail was dealt with.
/// </summary>
/// <param name="tracking">The records.</param>
/// <param name="transport">Knows, perhaps, of a mail whose record is missing.</param>
/// <param name="outcomes">Writes records and notifications.</param>
/// <param name="claimLifetime">How long a claim holds.</param>
/// <param name="time">The clock.</param>
internal sealed class GivenUpRequests(
    ITrackingStore tracking, IMailTransport transport, OutcomeWriter outcomes, TimeSpan claimLifetime, TimeProvider time)
{
    /// <summary>Settles the record of a message that never got, or lost, its claim.</summary>
    /// <param name="message">The message.</param>
    /// <param name="parsed">What it holds.</param>
    /// <param name="failure">Why it was given up; what is wrong with the request itself goes first.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>False when a copy of the request may be in other hands: then its end is theirs to write, if they come to one.</returns>
    /// <exception cref="PortException">A store does not answer; call again.</exception>
    public async Task<bool> SettleAsync(
        QueuedRequest message, ParsedRequest parsed, FailureFacts failure, CancellationToken cancellationToken)
    {
        var draft = parsed.Draft ?? RequestDraft.Of(parsed.Request!);
        failure = parsed.Failure ?? failure;
        if (await tracking.GetAsync(draft.EmailId, cancellationToken) is not { } record)
        {
            await outcomes.RefuseAsync(draft, failure);
            return true;
        }
        if (record.Status != EmailStatus.Sending) return true;
        if (IsAtWork(record)) return false;
        if (parsed.Request is { } request
            && await transport.FindAcceptedAsync(draft.EmailId, cancellationToken) is { } messageId)
        {
            var sent = new SendOutcome.Sent(messageId, record.ClaimedAt ?? record.Timestamp, null, null);
            await outcomes.WriteAsync(new Attempt(request, message, time.GetTimestamp()), sent);
            return true;
        }
        await outcomes.FailRecordAsync(draft.EmailId, failure, new RecordChange
        {
            Entry = new("failed", time.GetUtcNow().ToMilliseconds(), Note: failure.ErrorCode),
            Status = EmailStatus.Failed,
            Failure = failure,
        });
        return true;
    }

    // Past half of its life nothing is sent under a claim.
    private bool IsAtWork(TrackingRecord record) =>
        record.ClaimedAt is { } claimedAt && time.GetUtcNow() - claimedAt < claimLifetime / 2;
}
