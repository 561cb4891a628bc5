namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The attribute names of the tracking table. The second group is the engine's own: it is not part of what readers of the
/// table are promised.
/// </summary>
internal static class RecordAttributes
{
    public const string EmailId = "emailId";
    public const string ToEmail = "toEmail";
    public const string Status = "status";
    public const string Timestamp = "timestamp";
    public const string DatePartition = "datePartition";
    public const string TemplateName = "templateName";
    public const string Subject = "subject";
    public const string Source = "source";
    public const string OriginalEmailId = "originalEmailId";
    public const string RetryAttempt = "retryAttempt";
    public const string SesMessageId = "sesMessageId";
    public const string SenderEmail = "senderEmail";
    public const string Metadata = "metadata";
    public const string ErrorType = "errorType";
    public const string ErrorCode = "errorCode";
    public const string ErrorMessage = "errorMessage";
    public const string SentAt = "sentAt";
    public const string DeliveredAt = "deliveredAt";
    public const string OpenedAt = "openedAt";
    public const string OpenCount = "openCount";
    public const string MachineOpenCount = "machineOpenCount";
    public const string ClickCount = "clickCount";
    public const string DelayedAt = "delayedAt";
    public const string BouncedAt = "bouncedAt";
    public const string BounceType = "bounceType";
    public const string BounceSubType = "bounceSubType";
    public const string BounceReason = "bounceReason";
    public const string ComplainedAt = "complainedAt";
    public const string ComplaintFeedbackType = "complaintFeedbackType";
    public const string TemplateVersion = "templateVersion";
    public const string Events = "events";
    public const string Ttl = "ttl";

    /// <summary>The caller's metadata letter by letter, where the typed map does not say it all (<see cref="MetadataMap"/>).</summary>
    public const string MetadataText = "metadataText";

    /// <summary>When the claim in force was made.</summary>
    public const string ClaimedAt = "claimedAt";

    /// <summary>When the mail was given up as failed.</summary>
    public const string FailedAt = "failedAt";

    /// <summary>What a soft-bounce retry repeats; holds template data.</summary>
    public const string RetryDetail = "retryDetail";

    /// <summary>A string set: the ids of the feedback on the timeline.</summary>
    public const string FeedbackIds = "feedbackIds";

    /// <summary>Counts the writes of this record.</summary>
    public const string Version = "version";

    /// <summary>Names the latest write, so that a writer whose answer was lost knows its own.</summary>
    public const string LastWrite = "lastWrite";

    /// <summary>The recipient index.</summary>
    public const string ToEmailIndex = "to-email-timestamp-index";

    /// <summary>The index by SES's message id.</summary>
    public const string SesMessageIdIndex = "ses-message-id-index";
}
