using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Loading;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// The files a template includes, imports or extends, as far as they are in memory. Names are paths relative to
/// <c>templates/</c>; none leads out of it.
/// </summary>
internal sealed class IncludedFiles : ITemplateLoader
{
    /// <summary>How many files one template may pull in.</summary>
    public const int MaxFiles = 100;

    private readonly ConcurrentDictionary<string, Included> files = new(StringComparer.Ordinal);

    /// <summary>Puts a file; null when the bucket has none of that path.</summary>
    public void Add(string path, Ports.TemplateFile? file) => files[path] = file is null
        ? new(null, 0)
        : new(file.Length > TemplatePath.MaxFileBytes ? null : TemplateReader.Decode(file.Content), file.Length);

    /// <inheritdoc/>
    public bool TryLoad(string name, [NotNullWhen(true)] out string? source)
    {
        source = null;
        if (!TemplatePath.IsSafe(name)) return false;
        if (!files.TryGetValue(name, out var file))
        {
            if (files.Count >= MaxFiles) throw new TemplateException(TemplateErrorKind.Limit, $"more than {MaxFiles} included files");
            throw new IncludeMissingException(name);
        }
        if (file.Length > TemplatePath.MaxFileBytes) throw TooLarge(name, file.Length);
        source = file.Source;
        return source is not null;
    }

    private static UnrenderableException TooLarge(string path, long length) => new(
        ErrorTypes.TemplateRenderError, ErrorCodes.TemplateTooLarge, path, length.ToString(CultureInfo.InvariantCulture),
        TemplatePath.MaxFileBytes.ToString(CultureInfo.InvariantCulture));

    private sealed record Included(string? Source, long Length);
}
