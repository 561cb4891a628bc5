namespace SesMailEngine.Core.Ports.Operations;

/// <summary>What a mail said.</summary>
public sealed record MailContents
{
    /// <summary>The sender, with name.</summary>
    public required string From { get; init; }

    /// <summary>The recipients.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Where replies go; null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The HTML part; empty for none.</summary>
    public required string Html { get; init; }

    /// <summary>The text part; empty for none.</summary>
    public required string Text { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>SES's message tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>What was attached, one line each; contents are not kept.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];
}
