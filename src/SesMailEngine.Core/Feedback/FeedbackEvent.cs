namespace SesMailEngine.Core.Feedback;

/// <summary>One piece of feedback, read and checked.</summary>
internal sealed record FeedbackEvent
{
    /// <summary>What kind.</summary>
    public required FeedbackKind Kind { get; init; }

    /// <summary>By what a repetition is known: the feedback id, else SNS's message id, else a hash of what it says.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, in whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The engine's id, from the message tag; null when there is none.</summary>
    public string? EmailId { get; init; }

    /// <summary>SES's message id; null when there is none.</summary>
    public string? SesMessageId { get; init; }

    /// <summary>When SES accepted the mail.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Who bounced or complained; empty for other kinds.</summary>
    public IReadOnlyList<FeedbackRecipient> Recipients { get; init; } = [];

    /// <summary><c>Permanent</c>, <c>Transient</c> or <c>Undetermined</c>; empty for other kinds than a bounce.</summary>
    public string BounceType { get; init; } = "";

    /// <summary>The bounce's subtype.</summary>
    public string BounceSubType { get; init; } = "";

    /// <summary>The complaint's feedback type, if the provider says one.</summary>
    public string? ComplaintFeedbackType { get; init; }

    /// <summary>Who opened or clicked.</summary>
    public string? UserAgent { get; init; }

    /// <summary>SES's reason for a rejection.</summary>
    public string? Reason { get; init; }
}
