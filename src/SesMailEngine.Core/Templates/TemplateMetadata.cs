using System.Text.Json;

namespace SesMailEngine.Core.Templates;

/// <summary>A template's <c>metadata.json</c>. Every text is Jinja2 until it is rendered.</summary>
public sealed record TemplateMetadata
{
    /// <summary>The subject; required unless the request brings one.</summary>
    public string? Subject { get; init; }

    /// <summary>The sender's name.</summary>
    public string? SenderName { get; init; }

    /// <summary>The sender's address.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>Where replies go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>How to unsubscribe: addresses for the List-Unsubscribe header (RFC 2369, RFC 8058).</summary>
    public string? ListUnsubscribe { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>The version, for the seeder and for the tracking record.</summary>
    public string? Version { get; init; }

    /// <summary>True for mail that passes the bounce-rate guard, such as password resets.</summary>
    public bool Critical { get; init; }

    /// <summary>Variables a request must send.</summary>
    public IReadOnlyList<string> RequiredVariables { get; init; } = [];

    /// <summary>Variables a request may send.</summary>
    public IReadOnlyList<string> OptionalVariables { get; init; } = [];

    /// <summary>Example data, an object; undefined for none.</summary>
    public JsonElement SampleData { get; init; }
}
