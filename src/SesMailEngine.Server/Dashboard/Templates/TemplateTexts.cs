using System.Text;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>The files of a template, as texts.</summary>
internal static class TemplateTexts
{
    /// <summary>The longest file of a template, in bytes.</summary>
    public const int MaxFileBytes = 262_144;

    /// <summary>The three files.</summary>
    public static readonly IReadOnlyList<string> Files = ["template.html", "template.txt", "metadata.json"];

    /// <summary>True for a name that a template can have: nothing that could leave its folder.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= 128 } && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>A file's text; null when it does not exist.</summary>
    public static async Task<string?> ReadAsync(ITemplateStore store, string name, string file, CancellationToken cancellationToken) =>
        await store.ReadAsync($"{name}/{file}", MaxFileBytes, cancellationToken) switch
        {
            null => null,
            { Length: > MaxFileBytes } => "(too large to show)",
            var read => Encoding.UTF8.GetString(read.Content.Span).TrimStart('\uFEFF'),
        };
}
