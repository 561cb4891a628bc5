using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>Passes over the items of a value that count their steps.</summary>
internal static class Iteration
{
    /// <summary>The items one after the other. A TypeError for what cannot be iterated comes with the first one.</summary>
    internal static IEnumerable<Value> Each(RenderState state, Value value)
    {
        var items = Sequences.Iterate(value);
        while (items.MoveNext())
        {
            state.Step();
            yield return items.Current;
        }
    }

    /// <summary>All items at once, in a list of the caller's own.</summary>
    internal static List<Value> ToList(RenderState state, Value value)
    {
        if (value.Reference is ListValue list)
        {
            state.ReserveItems(list.Items.Count);
            return [.. list.Items];
        }

        return [.. Each(state, value)];
    }
}
