using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Notifications;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Takes SES's feedback to the records, to the suppression list, to the retry queue and to the producers. Safe to use from any
/// number of threads; processing the same feedback again changes nothing.
/// </summary>
/// <param name="settings">Thresholds and retries.</param>
/// <param name="tracking">The records.</param>
/// <param name="suppression">The suppression list.</param>
/// <param name="retries">The soft-bounce retry queue.</param>
/// <param name="publisher">The bus for notifications.</param>
/// <param name="log">Where it tells what it did.</param>
/// <param name="time">The clock.</param>
public sealed class FeedbackProcessor(
    EngineSettings settings, ITrackingStore tracking, ISuppressionStore suppression, IRetryQueue retries,
    INotificationPublisher publisher, ILog log, TimeProvider time)
{
    private readonly FeedbackLog lines = new(log);
    private readonly FeedbackRecords records = new(tracking);
    private readonly NotificationPublishing notifications = new(publisher, log);
    private readonly BounceHandling bounces = new(settings, tracking, suppression, retries, new FeedbackLog(log), time);

    /// <summary>Processes a payload: a Lambda event, an SNS message, or SES's own JSON, of at most 1 MiB.</summary>
    /// <param name="payload">The payload in UTF-8.</param>
    /// <param name="cancellationToken">Stops the work between two steps; processing it again completes it.</param>
    /// <returns>The outcome; of a payload with several events, the one that asks most of the host.</returns>
    public async Task<FeedbackOutcome> ProcessAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var outcome = FeedbackOutcome.Duplicate;
        foreach (var message in FeedbackEnvelope.Unwrap(payload))
        {
            var next = await ProcessAsync(message, cancellationToken);
            if (next > outcome) outcome = next;
        }
        return outcome;
    }

    private async Task<FeedbackOutcome> ProcessAsync(FeedbackMessage message, CancellationToken cancellationToken)
    {
        if (message.IsTopicCheck)
        {
            lines.Debug("SES checked the feedback topic");
            return FeedbackOutcome.Ignored;
        }
        if (message.Content is not { } content || FeedbackParser.KindName(content) is not { } name)
        {
            return Unreadable("no SES event");
        }
        if (FeedbackKinds.Parse(name) is not { } kind)
        {
            lines.Error(LogLevel.Warning, ErrorCodes.FeedbackTypeUnknown, name);
            return FeedbackOutcome.Ignored;
        }
        return FeedbackParser.Parse(kind, content, message.SnsMessageId) is { } feedback
            ? await ProcessAsync(feedback, cancellationToken)
            : Unreadable($"{name} without the parts it must have");
    }

    private FeedbackOutcome Unreadable(string detail)
    {
        lines.Error(LogLevel.Error, ErrorCodes.FeedbackUnreadable, detail);
        return FeedbackOutcome.Unparseable;
    }

    /*
     * The order of the writes is what makes a crash harmless. What the change on the record marks as seen is done before
     * it: suppression and retry first, both such that doing them again does nothing; then the record, which from then on
     * knows this feedback; the notification, best effort, last. A redelivery of feedback the record does not know does
     * everything again, and of feedback it knows, nothing.
     */
    private async Task<FeedbackOutcome> ProcessAsync(FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        try
        {
            var result = feedback.Kind switch
            {
                FeedbackKind.Bounce or FeedbackKind.Complaint => await bounces.HandleAsync(feedback, cancellationToken),
                FeedbackKind.Open => await ApplyOpenAsync(feedback, cancellationToken),
                _ => await records.ApplyAsync(feedback, FeedbackChanges.Of(feedback), cancellationToken),
            };
            return await FinishAsync(feedback, result, cancellationToken);
        }
        catch (FeedbackStepException failure)
        {
            lines.Error(LogLevel.Error, failure.Code, failure.Message, feedback.EmailId);
            return FeedbackOutcome.Retry;
        }
        catch (PortException failure)
        {
            lines.Error(LogLevel.Error, ErrorCodes.FeedbackUpdateFailed, failure.Message, feedback.EmailId);
            return FeedbackOutcome.Retry;
        }
    }

    private async Task<ChangeResult> ApplyOpenAsync(FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        if (MachineOpens.IsMachine(feedback.UserAgent))
        {
            return await records.ApplyAsync(feedback, FeedbackChanges.Of(feedback, isMachine: true), cancellationToken);
        }
        if (await records.FindAsync(feedback, cancellationToken) is not { } record) return new(null, null);
        var isMachine = MachineOpens.IsTooSoon(feedback.At, record, feedback.SentAt);
        return await tracking.ApplyAsync(record.EmailId, FeedbackChanges.Of(feedback, isMachine), cancellationToken);
    }

    private async Task<FeedbackOutcome> FinishAsync(
        FeedbackEvent feedback, ChangeResult result, CancellationToken cancellationToken)
    {
        if (result.Before is not { } before || result.After is not { } after)
        {
            lines.Error(
                LogLevel.Warning, ErrorCodes.FeedbackRecordNotFound,
                $"{feedback.Kind} for SES message {feedback.SesMessageId}", feedback.EmailId);
            if (FeedbackChanges.Of(feedback).Status is { } untold and not EmailStatus.Sent)
            {
                lines.Error(LogLevel.Info, ErrorCodes.PublishWithoutRecord, untold.ToWireName(), feedback.EmailId);
            }
            return FeedbackOutcome.RecordMissing;
        }
        lines.Applied(feedback, after, result.Applied);
        if (!result.Applied) return FeedbackOutcome.Duplicate;
        if (FeedbackChanges.Told(feedback.Kind, before, after) is { } status)
        {
            await notifications.PublishAsync(new(after, status, feedback.At), FeedbackLog.Function, cancellationToken);
        }
        return FeedbackOutcome.Applied;
    }
}
