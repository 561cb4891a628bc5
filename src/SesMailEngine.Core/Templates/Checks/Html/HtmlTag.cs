namespace SesMailEngine.Core.Templates.Checks.Html;

/// <summary>A start tag of an HTML text.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Attributes">Its attributes as written, names in lower case, the first of each name.</param>
/// <param name="Source">The whole tag as written.</param>
internal sealed record HtmlTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Source)
{
    /// <summary>An attribute's value, character references resolved; null when the tag does not have it.</summary>
    public string? this[string attribute] =>
        Attributes.TryGetValue(attribute, out var value) ? CharacterReferences.Resolve(value) : null;
}
