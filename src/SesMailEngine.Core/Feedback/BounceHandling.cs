using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Bounces and complaints: the feedback that has consequences beyond its record. These come before the change on the record
/// (see <see cref="FeedbackProcessor"/>).
/// </summary>
internal sealed class BounceHandling(
    EngineSettings settings, ITrackingStore tracking, ISuppressionStore suppression, IRetryQueue retries,
    FeedbackLog lines, TimeProvider time)
{
    private readonly FeedbackRecords records = new(tracking);
    private readonly FeedbackSuppression suppressing = new(suppression, time);
    private readonly SoftBounceStreak streak = new(tracking, settings.ConsecutiveSoftBounceThreshold);

    /// <summary>Does all that a bounce or complaint asks for.</summary>
    /// <exception cref="FeedbackStepException">The list or the retry queue did not take what they should.</exception>
    /// <exception cref="PortException">The records did not answer.</exception>
    public async Task<ChangeResult> HandleAsync(FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(feedback, cancellationToken);
        if (record?.HasSeen(feedback.Id) == true) return new ChangeResult(record, record);
        var emailId = record?.EmailId ?? feedback.EmailId;
        var change = FeedbackChanges.Of(feedback);
        if (feedback.Kind == FeedbackKind.Complaint)
        {
            if (!FeedbackChanges.IsNotSpam(feedback))
            {
                await SuppressAllAsync(
                    feedback, SuppressionType.Complaint, SuppressionReasons.SpamComplaint, emailId, cancellationToken);
            }
        }
        else if (change.Bounce!.IsHard)
        {
            await SuppressAllAsync(
                feedback, SuppressionType.Bounce, SuppressionReasons.HardBounce, emailId, cancellationToken);
        }
        else if (record is not null)
        {
            change = await AfterSoftBounceAsync(feedback, record, change, cancellationToken);
        }
        return record is null
            ? new ChangeResult(null, null) : await tracking.ApplyAsync(record.EmailId, change, cancellationToken);
    }

    private async Task SuppressAllAsync(
        FeedbackEvent feedback, SuppressionType type, string reason, string? emailId, CancellationToken cancellationToken)
    {
        try
        {
            var added = await suppressing.AddAllAsync(feedback, type, reason, emailId, cancellationToken);
            foreach (var recipient in added) lines.Suppressed(recipient.Address, reason, emailId);
        }
        catch (PortException failure)
        {
            throw new FeedbackStepException(ErrorCodes.FeedbackSuppressionFailed, failure);
        }
    }

    private async Task<RecordChange> AfterSoftBounceAsync(
        FeedbackEvent feedback, TrackingRecord record, RecordChange change, CancellationToken cancellationToken)
    {
        var after = record.Apply(change);
        if (await SuppressStreaksAsync(feedback, after, cancellationToken)) return change;
        // Not the first bounce of this mail, or the mail is known to have arrived, or it is a retry itself.
        if (settings.SoftBounceRetries == 0 || record.RetryAttempt > 0) return change;
        if (record.BouncedAt is not null || after.Status != EmailStatus.SoftBounced) return change;
        if (RetryRequest.Of(record) is not { } retry)
        {
            lines.Error(
                LogLevel.Warning, ErrorCodes.FeedbackRetryFailed, "the request was not kept with its record", record.EmailId);
            return change;
        }
        try
        {
            await retries.EnqueueAsync(retry.EmailId, retry.ToJson(), cancellationToken);
        }
        catch (PortException failure)
        {
            throw new FeedbackStepException(ErrorCodes.FeedbackRetryFailed, failure);
        }
        lines.RetryScheduled(record.EmailId, retry.EmailId);
        return change with { Entry = change.Entry with { Note = $"{change.Entry.Note}; retry {retry.EmailId}" } };
    }

    private async Task<bool> SuppressStreaksAsync(
        FeedbackEvent feedback, TrackingRecord after, CancellationToken cancellationToken)
    {
        if (SesBounces.IsFaultOfTheMessage(feedback.BounceSubType)) return false;
        var any = false;
        foreach (var recipient in feedback.Recipients)
        {
            if (!await streak.IsCompletedByAsync(recipient.Address, after, cancellationToken)) continue;
            any = true;
            try
            {
                if (await suppressing.AddAsync(
                    feedback, recipient, SuppressionType.Bounce, SuppressionReasons.ConsecutiveSoftBounces, after.EmailId,
                    cancellationToken))
                {
                    lines.Suppressed(recipient.Address, SuppressionReasons.ConsecutiveSoftBounces, after.EmailId);
                }
            }
            catch (PortException failure)
            {
                throw new FeedbackStepException(ErrorCodes.FeedbackSuppressionFailed, failure);
            }
        }
        return any;
    }
}
