namespace SesMailEngine.Core.Model;

/// <summary>
/// What is known of one mail: a row of the <c>EmailTracking</c> table. Immutable; <see cref="Apply"/> gives the
/// record after a change. Bodies are never part of it.
/// </summary>
public sealed record TrackingRecord
{
    /// <summary>The longest timeline kept; older entries go first.</summary>
    public const int MaxTimelineEntries = 50;

    /// <summary>Key: the caller's id, or one made by the engine.</summary>
    public required string EmailId { get; init; }

    /// <summary>The recipient's comparison key (whole address in lower case); empty when the request had none.</summary>
    public required string ToEmail { get; init; }

    /// <summary>Where the mail stands.</summary>
    public required EmailStatus Status { get; init; }

    /// <summary>When the record was made, UTC, in whole milliseconds.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The template asked for; empty when the request named none.</summary>
    public required string TemplateName { get; init; }

    /// <summary>The <c>source</c> of the caller's event.</summary>
    public required string Source { get; init; }

    /// <summary>The first attempt's id: the record's own for a first attempt.</summary>
    public required string OriginalEmailId { get; init; }

    /// <summary>0 for a first attempt, 1 for its soft-bounce retry.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>The rendered subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The id SES answered with.</summary>
    public string? SesMessageId { get; init; }

    /// <summary>The sender address used.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>The caller's metadata, as the JSON text of an object.</summary>
    public string? MetadataJson { get; init; }

    /// <summary>The version in the template's metadata.</summary>
    public string? TemplateVersion { get; init; }

    /// <summary>One of <see cref="ErrorTypes"/>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The catalogue's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The catalogue's message, filled in.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When the mail was accepted by the transport.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the recipient's server accepted it.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The first opening by a person.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Openings by a person.</summary>
    public int OpenCount { get; init; }

    /// <summary>Openings by mail proxies, prefetchers and scanners; these never raise the status.</summary>
    public int MachineOpenCount { get; init; }

    /// <summary>Clicks reported.</summary>
    public int ClickCount { get; init; }

    /// <summary>The latest delivery delay reported.</summary>
    public DateTimeOffset? DelayedAt { get; init; }

    /// <summary>When it bounced. A hard bounce replaces the facts of a soft one, never the other way round.</summary>
    public DateTimeOffset? BouncedAt { get; init; }

    /// <summary><c>Permanent</c>, <c>Transient</c> or <c>Undetermined</c>.</summary>
    public string? BounceType { get; init; }

    /// <summary>SES's bounce subtype.</summary>
    public string? BounceSubType { get; init; }

    /// <summary>The remote server's diagnostic code.</summary>
    public string? BounceReason { get; init; }

    /// <summary>When the recipient complained.</summary>
    public DateTimeOffset? ComplainedAt { get; init; }

    /// <summary>SES's complaint feedback type.</summary>
    public string? ComplaintFeedbackType { get; init; }

    /// <summary>When it was given up as failed; null while it is not.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When the claim in force was made; null once the result is recorded.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>
    /// What a soft-bounce retry repeats (<see cref="RetryRequest.DetailToKeep"/>), kept only while one may still come:
    /// gone as soon as the mail is delivered, bounced, complained about or failed for good, or its retry is on the queue.
    /// It holds template data, so no API read, log line or notification shows it.
    /// </summary>
    public string? RetryDetailJson { get; init; }

    /// <summary>The latest <see cref="MaxTimelineEntries"/> events, oldest first.</summary>
    public IReadOnlyList<TimelineEntry> Events { get; init; } = [];

    /// <summary>Expiry in epoch seconds; reads skip a record whose time has passed.</summary>
    public long? Ttl { get; init; }

    /// <summary>The UTC day of <see cref="Timestamp"/>, <c>YYYY-MM-DD</c>.</summary>
    public string DatePartition => WireTime.Day(Timestamp);

    /// <summary>True when feedback with this id is part of the timeline already.</summary>
    public bool HasSeen(string feedbackId)
    {
        for (var i = Events.Count - 1; i >= 0; i--)
        {
            if (string.Equals(Events[i].Id, feedbackId, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>
    /// True when the record is failed only because the engine gave up waiting: nothing is known to have been sent
    /// (<see cref="ErrorTypes.MayBeTakenOver"/>). Proof that it was sent after all overrules it, and so does a redrive.
    /// </summary>
    public bool IsPresumedUnsent => Status == EmailStatus.Failed && ErrorTypes.MayBeTakenOver(ErrorType);

    /// <summary>
    /// The record after <paramref name="change"/>; the same instance when the change was applied before. Every store
    /// must end with what this function says, in whatever order changes arrive.
    /// </summary>
    public TrackingRecord Apply(RecordChange change)
    {
        if (change.Entry.Id is { } id && HasSeen(id)) return this;
        var wanted = change.Status ?? (change.SentAt is null ? null : EmailStatus.Sent);
        var raised = wanted is { } next && Raises(next, change.Failure);
        // What proves that the mail went out clears what was only presumed: the note of a failed attempt, or a failure.
        var proven = raised && wanted != EmailStatus.Failed;
        var forget = proven && ErrorTypes.MayBeTakenOver(ErrorType);
        var releases = change.ReleasesClaimOf is not null && change.ReleasesClaimOf == ClaimedAt;
        // Facts are kept even when the status stays; but a presumption is no fact.
        var failed = change.Status == EmailStatus.Failed && (raised || !ErrorTypes.MayBeTakenOver(change.Failure?.ErrorType));
        var noted = change.Status is null && releases;
        var failure = raised || noted || (failed && ErrorType is null) ? change.Failure : null;
        var bounce = change.Bounce is { } b && (BouncedAt is null || (b.IsHard && !IsHardBounced)) ? b : null;
        var complaint = ComplainedAt is null ? change.Complaint : null;
        var errorType = forget ? null : failure?.ErrorType ?? ErrorType;
        var status = raised ? wanted!.Value : Status;
        return this with
        {
            Status = status,
            Subject = change.Subject ?? Subject,
            SenderEmail = change.SenderEmail ?? SenderEmail,
            TemplateVersion = change.TemplateVersion ?? TemplateVersion,
            SesMessageId = SesMessageId ?? change.SesMessageId,
            SentAt = SentAt ?? change.SentAt,
            DeliveredAt = DeliveredAt ?? change.DeliveredAt,
            OpenedAt = Earlier(OpenedAt, change.OpenedAt),
            OpenCount = OpenCount + (change.OpenedAt is null ? 0 : 1),
            MachineOpenCount = MachineOpenCount + (change.MachineOpen ? 1 : 0),
            ClickCount = ClickCount + (change.Click ? 1 : 0),
            DelayedAt = change.DelayedAt ?? DelayedAt,
            BouncedAt = bounce?.At ?? BouncedAt,
            BounceType = bounce?.Type ?? BounceType,
            BounceSubType = bounce?.SubType ?? BounceSubType,
            BounceReason = bounce is null ? BounceReason : bounce.Reason,
            ComplainedAt = complaint?.At ?? ComplainedAt,
            ComplaintFeedbackType = complaint is null ? ComplaintFeedbackType : complaint.FeedbackType,
            ErrorType = errorType,
            ErrorCode = forget ? null : failure?.ErrorCode ?? ErrorCode,
            ErrorMessage = forget ? null : failure?.ErrorMessage ?? ErrorMessage,
            FailedAt = failed ? (IsPresumedUnsent ? null : FailedAt) ?? change.Entry.Timestamp : forget ? null : FailedAt,
            ClaimedAt = releases || raised ? null : ClaimedAt,
            RetryDetailJson = !change.ForgetsRetryDetail && MayStillSoftBounce(status, errorType) ? RetryDetailJson : null,
            Events = Append(Events, change.Entry),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? known, DateTimeOffset? told) =>
        known is null || told < known ? told ?? known : known;

    private bool Raises(EmailStatus next, FailureFacts? failure)
    {
        // A presumed failure stands below everything that proves the opposite, whichever comes first.
        if (next == EmailStatus.Failed && ErrorTypes.MayBeTakenOver(failure?.ErrorType)) return Status == EmailStatus.Sending;
        return (IsPresumedUnsent ? EmailStatus.Sending : Status).IsRaisedBy(next);
    }

    /// <summary>The record claimed anew after a failure that sent nothing, or after a claim that expired.</summary>
    public TrackingRecord TakeOver(DateTimeOffset now) => this with
    {
        Status = EmailStatus.Sending,
        ClaimedAt = now,
        FailedAt = null,
        ErrorType = null,
        ErrorCode = null,
        ErrorMessage = null,
        Events = Append(Events, new TimelineEntry("sending", now, Note: "claimed again")),
    };

    /// <summary>True when the facts hold a hard bounce.</summary>
    public bool IsHardBounced => BouncedAt is not null && SesBounces.IsHard(BounceType, BounceSubType);

    private static bool MayStillSoftBounce(EmailStatus status, string? errorType) => status switch
    {
        EmailStatus.Sending or EmailStatus.Sent or EmailStatus.SoftBounced => true,
        EmailStatus.Failed => ErrorTypes.MayBeTakenOver(errorType),
        _ => false,
    };

    private static TimelineEntry[] Append(IReadOnlyList<TimelineEntry> events, TimelineEntry entry)
    {
        var skip = Math.Max(0, events.Count + 1 - MaxTimelineEntries);
        var result = new TimelineEntry[events.Count - skip + 1];
        for (var i = skip; i < events.Count; i++) result[i - skip] = events[i];
        result[^1] = entry;
        return result;
    }
}
