using System.Text.Json;

namespace SesMailEngine.Core.Templates;

/// <summary>What to render a template with.</summary>
/// <param name="TemplateName">The template's folder; checked by the caller against what a name may be.</param>
/// <param name="Data">The variables: a JSON object, or undefined for none.</param>
/// <param name="Subject">Overrides the template's subject; Jinja2.</param>
/// <param name="ReplyTo">Overrides the template's reply-to unless it renders to nothing; Jinja2.</param>
public sealed record RenderRequest(string TemplateName, JsonElement Data, string? Subject = null, string? ReplyTo = null);
