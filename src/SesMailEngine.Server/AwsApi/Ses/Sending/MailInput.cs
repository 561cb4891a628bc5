namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>A mail as a caller gave it, in whichever protocol; nothing is checked yet.</summary>
internal sealed record MailInput
{
    /// <summary>The sender; null when the message itself says it.</summary>
    public string? From { get; init; }

    /// <summary>Recipients.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Recipients of copies.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Recipients of blind copies.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>Where replies go.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>Where bounces go by mail; null for nowhere.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>The subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The text part; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML part; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Message tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Attachments.</summary>
    public IReadOnlyList<AttachmentInput> Attachments { get; init; } = [];

    /// <summary>The configuration set; null for none.</summary>
    public string? ConfigurationSet { get; init; }

    /// <summary>The longest message, in bytes.</summary>
    public required int MaxBytes { get; init; }
}
