using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending.Requests;

namespace SesMailEngine.Core.Sending.Outcomes;

/// <summary>Makes the first form of a tracking record.</summary>
/// <param name="settings">How long records are kept, and whether soft bounces are tried again.</param>
/// <param name="time">The clock.</param>
internal sealed class RecordFactory(EngineSettings settings, TimeProvider time)
{
    /// <summary>The record that claims a request now.</summary>
    public TrackingRecord Claim(EmailRequest request)
    {
        var now = time.GetUtcNow().ToMilliseconds();
        return New(RequestDraft.Of(request), now, new TimelineEntry("sending", now)) with
        {
            ClaimedAt = now,
            RetryDetailJson = settings.SoftBounceRetries > 0 && request.RetryAttempt == 0
                ? RetryRequest.DetailToKeep(request.DetailJson) : null,
        };
    }

    /// <summary>The record of a request that failed before it could be claimed.</summary>
    public TrackingRecord Failed(RequestDraft draft, FailureFacts failure)
    {
        var now = time.GetUtcNow().ToMilliseconds();
        return New(draft, now, new TimelineEntry("failed", now, Note: failure.ErrorCode)) with
        {
            Status = EmailStatus.Failed,
            FailedAt = now,
            ErrorType = failure.ErrorType,
            ErrorCode = failure.ErrorCode,
            ErrorMessage = failure.ErrorMessage,
        };
    }

    private TrackingRecord New(RequestDraft draft, DateTimeOffset now, TimelineEntry first) => new()
    {
        EmailId = draft.EmailId,
        ToEmail = draft.ToEmail,
        Status = EmailStatus.Sending,
        Timestamp = now,
        TemplateName = draft.TemplateName,
        Source = draft.Source,
        OriginalEmailId = draft.OriginalEmailId,
        RetryAttempt = draft.RetryAttempt,
        MetadataJson = draft.MetadataJson,
        Events = [first],
        Ttl = now.AddDays(settings.DataRetentionDays).ToUnixTimeSeconds(),
    };
}
