using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>Python's <c>reversed</c>.</summary>
internal static class Reversal
{
    /// <summary>The items from the last to the first; a TypeError for what can only be passed over forwards.</summary>
    internal static IEnumerable<Value> Of(RenderState state, Value value)
    {
        // What has a length is of limited size; an iterator has none and cannot be reversed.
        if (!Sequences.IsIterable(value) || Sequences.Length(value) is null)
        {
            throw TemplateException.Runtime($"'{value.TypeName}' object is not reversible");
        }

        return value.Reference is string text ? Characters(state, text, value.IsMarkup) : Items(state, Iteration.ToList(state, value));
    }

    // Characters of safe text are safe here, as those taken by index; forwards they are plain.
    private static IEnumerable<Value> Characters(RenderState state, string text, bool safe)
    {
        for (int end = text.Length; end > 0;)
        {
            _ = CodePoints.ValueBefore(text, end, out int width);
            end -= width;
            state.Step();
            yield return Value.Text(text.Substring(end, width), safe);
        }
    }

    private static IEnumerable<Value> Items(RenderState state, List<Value> items)
    {
        for (int i = items.Count - 1; i >= 0; i--)
        {
            state.Step();
            yield return items[i];
        }
    }
}
