using System.Diagnostics.CodeAnalysis;

namespace SesMailEngine.Jinja.Loading;

/// <summary>Templates held in memory.</summary>
public sealed class DictionaryLoader : ITemplateLoader
{
    private readonly Dictionary<string, string> _sources;

    /// <summary>A loader over a copy of the given sources by name.</summary>
    public DictionaryLoader(IEnumerable<KeyValuePair<string, string>> sources) =>
        _sources = new Dictionary<string, string>(sources, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool TryLoad(string name, [NotNullWhen(true)] out string? source) => _sources.TryGetValue(name, out source);
}
