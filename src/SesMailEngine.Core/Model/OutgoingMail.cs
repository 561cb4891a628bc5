namespace SesMailEngine.Core.Model;

/// <summary>A rendered mail, ready for a transport: multipart/alternative, text then HTML, UTF-8.</summary>
public sealed record OutgoingMail
{
    /// <summary>The engine's id; travels as the message tag <c>emailId</c>.</summary>
    public required string EmailId { get; init; }

    /// <summary>The one recipient.</summary>
    public required EmailAddress To { get; init; }

    /// <summary>The sender.</summary>
    public required Mailbox From { get; init; }

    /// <summary>Where replies go; null for the sender.</summary>
    public EmailAddress? ReplyTo { get; init; }

    /// <summary>The subject, without CR or LF.</summary>
    public required string Subject { get; init; }

    /// <summary>The HTML part.</summary>
    public required string Html { get; init; }

    /// <summary>The text part.</summary>
    public required string Text { get; init; }

    /// <summary>Further headers, for example <c>List-Unsubscribe</c>; names and values hold no CR or LF.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>SES message tags, encoded as SES allows: <c>emailId</c> and <c>stack</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The SES configuration set; empty for none, so that no feedback comes.</summary>
    public required string ConfigurationSet { get; init; }
}
