using System.Globalization;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>
/// The <c>attribute</c> argument of filters: a dotted path whose parts are looked up one after the other; parts of
/// digits alone are indices. No path at all stands for the item itself.
/// </summary>
internal sealed class AttributePath
{
    private readonly Value[] _parts;

    private AttributePath(Value[] parts) => _parts = parts;

    /// <summary>One path, from a text, an integer or None.</summary>
    internal static AttributePath Parse(Value attribute)
    {
        if (attribute.IsMissing || attribute.IsNone)
        {
            return new AttributePath([]);
        }

        return new AttributePath(attribute.IsText ? [.. attribute.AsText.Split('.').Select(Part)] : [attribute]);
    }

    /// <summary>Several paths separated by commas, as <c>sort</c> takes them.</summary>
    internal static AttributePath[] ParseMany(Value attribute) =>
        attribute.IsText ? [.. attribute.AsText.Split(',').Select(path => Parse(path))] : [Parse(attribute)];

    /// <summary>
    /// What the path leads to. Where a part is undefined, <paramref name="fallback"/> stands in if it is given and not
    /// None.
    /// </summary>
    internal Value Get(RenderState state, Value item, Value fallback = default)
    {
        foreach (var part in _parts)
        {
            item = Lookup.Item(state, item, part);
            if (item.IsUndefined && !fallback.IsMissing && !fallback.IsNone)
            {
                item = fallback;
            }
        }

        return item;
    }

    private static Value Part(string part) =>
        part.Length < 10 && StringPredicates.All(part, CharacterClass.IsDecimal) && int.TryParse(part, CultureInfo.InvariantCulture, out int index)
            ? Value.From(index)
            : Value.From(part);
}
