using System.Text.Json;

namespace SesMailEngine.Core.Model;

/// <summary>A valid Email Request. Values that are rendered later (subject, reply-to) are still templates here.</summary>
public sealed record EmailRequest
{
    /// <summary>The caller's id as given, or one made by the engine.</summary>
    public required string EmailId { get; init; }

    /// <summary>The recipient.</summary>
    public required EmailAddress To { get; init; }

    /// <summary>The template to render.</summary>
    public required string TemplateName { get; init; }

    /// <summary>The <c>source</c> of the caller's event.</summary>
    public required string Source { get; init; }

    /// <summary>The template's variables: a JSON object, or undefined for none.</summary>
    public JsonElement TemplateData { get; init; }

    /// <summary>Overrides the template's subject; Jinja2.</summary>
    public string? Subject { get; init; }

    /// <summary>Overrides the sender's address.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>Overrides the sender's name.</summary>
    public string? SenderName { get; init; }

    /// <summary>Overrides the template's reply-to; Jinja2.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The caller's metadata: the JSON text of an object, stored and repeated as given.</summary>
    public string? MetadataJson { get; init; }

    /// <summary>The first attempt's id.</summary>
    public required string OriginalEmailId { get; init; }

    /// <summary>0, or 1 for the retry after a soft bounce.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>The <c>detail</c> as received: what a soft-bounce retry repeats.</summary>
    public required string DetailJson { get; init; }
}
