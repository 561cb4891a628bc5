using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>iter()</c>, <c>list()</c> and <c>len()</c>.</summary>
internal static class Sequences
{
    /// <summary>
    /// A pass over the items: characters (code points) of a text, keys of a dict. A TypeError for what cannot be iterated.
    /// Pure: the caller counts the steps (<see cref="Rendering.RenderState.Step"/>).
    /// </summary>
    internal static IEnumerator<Value> Iterate(Value value) => value.Reference switch
    {
        string text => Characters(text),
        ObjectValue { IsIterable: true } items => items.Iterate(),
        _ => throw TemplateException.Runtime($"'{value.TypeName}' object is not iterable"),
    };

    internal static bool IsIterable(Value value) => value.Reference is string or ObjectValue { IsIterable: true };

    /// <summary>The length of a text (in code points) or container, or null where Python's <c>len()</c> raises.</summary>
    internal static long? Length(Value value) => value.Reference switch
    {
        string text => CodePoints.Count(text),
        ObjectValue items => items.Length,
        _ => null,
    };

    // The characters of Markup are plain texts, in Python too.
    private static IEnumerator<Value> Characters(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int width = char.IsSurrogatePair(text, i) ? 2 : 1;
            yield return width == 1 ? Value.From(CodePoints.SingleCharacter(text[i])) : Value.From(text.Substring(i, width));
            i += width;
        }
    }
}
