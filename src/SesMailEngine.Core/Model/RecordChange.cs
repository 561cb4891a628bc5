namespace SesMailEngine.Core.Model;

/// <summary>
/// One thing that happened to a mail, as values a store can apply in a single conditional write. What the record looks
/// like afterwards is defined by <see cref="TrackingRecord.Apply"/>.
/// </summary>
public sealed record RecordChange
{
    /// <summary>The timeline entry. Its id, when set, makes the change count only once.</summary>
    public required TimelineEntry Entry { get; init; }

    /// <summary>The status this event stands for; taken only when it raises the record's. Null: facts only.</summary>
    public EmailStatus? Status { get; init; }

    /// <summary>The rendered subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The sender address used.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>The template's version.</summary>
    public string? TemplateVersion { get; init; }

    /// <summary>SES's message id; the first one stays.</summary>
    public string? SesMessageId { get; init; }

    /// <summary>
    /// When the transport accepted the mail; the first one stays. It settles a record that is still sending, whatever
    /// <see cref="Status"/> says, so every feedback that names the time of sending should carry it.
    /// </summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was delivered; the first one stays.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>An opening by a person: counts one, the first time stays.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>An opening by a machine: counts one.</summary>
    public bool MachineOpen { get; init; }

    /// <summary>A click: counts one.</summary>
    public bool Click { get; init; }

    /// <summary>A delivery delay; the latest stays.</summary>
    public DateTimeOffset? DelayedAt { get; init; }

    /// <summary>A bounce.</summary>
    public BounceFacts? Bounce { get; init; }

    /// <summary>A complaint.</summary>
    public ComplaintFacts? Complaint { get; init; }

    /// <summary>
    /// A failure. With <see cref="Status"/> failed it is final; without a status it notes why the attempt was given
    /// back to the queue, so that the next delivery may take the claim over.
    /// </summary>
    public FailureFacts? Failure { get; init; }

    /// <summary>
    /// The <see cref="TrackingRecord.ClaimedAt"/> of the claim that is given up: the attempt ended, and nothing was sent.
    /// A claim that somebody else made since stays.
    /// </summary>
    public DateTimeOffset? ReleasesClaimOf { get; init; }

    /// <summary>
    /// True when <see cref="TrackingRecord.RetryDetailJson"/> has done its duty: the retry is on its queue, or there will
    /// be none.
    /// </summary>
    public bool ForgetsRetryDetail { get; init; }
}
