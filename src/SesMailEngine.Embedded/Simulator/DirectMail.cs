using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// A mail an application hands to SES itself, past the engine: one message for up to fifty recipients. Names and values of its headers
/// hold no CR or LF.
/// </summary>
public sealed record DirectMail
{
    /// <summary>The operation it came by, as its events name it: <c>SendEmail</c> or <c>SendRawEmail</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The sender.</summary>
    public required Mailbox From { get; init; }

    /// <summary>The recipients of the envelope, each of them gets the mail. At least one.</summary>
    public required IReadOnlyList<EmailAddress> Recipients { get; init; }

    /// <summary>Who reads to be addressed.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Who reads to have a copy.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Who has a copy unseen.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>Where replies go.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>The subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The HTML part; empty for none.</summary>
    public string Html { get; init; } = "";

    /// <summary>The text part; empty for none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Message tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>What is attached.</summary>
    public IReadOnlyList<SentAttachment> Attachments { get; init; } = [];

    /// <summary>The message as it came, one character a byte, when it came as a whole and is short enough to keep; empty otherwise.</summary>
    public string Raw { get; init; } = "";

    /// <summary>The configuration set; null for none, and then nobody is told what becomes of the mail.</summary>
    public string? ConfigurationSet { get; init; }
}
