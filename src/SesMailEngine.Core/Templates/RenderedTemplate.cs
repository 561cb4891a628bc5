namespace SesMailEngine.Core.Templates;

/// <summary>A template rendered with a request's data. Nothing of it is checked yet for what mail headers allow.</summary>
public sealed record RenderedTemplate
{
    /// <summary>The HTML part.</summary>
    public required string Html { get; init; }

    /// <summary>The text part.</summary>
    public required string Text { get; init; }

    /// <summary>The subject: the request's if it brings one, else the template's; null when neither has one.</summary>
    public string? Subject { get; init; }

    /// <summary>The template's sender name.</summary>
    public string? SenderName { get; init; }

    /// <summary>The template's sender address.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>The reply-to: the request's if it brings one, else the template's.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>How to unsubscribe.</summary>
    public string? ListUnsubscribe { get; init; }

    /// <summary>The template's version.</summary>
    public string? Version { get; init; }
}
