using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>Keys and values of a dict, or of an iterable of pairs.</summary>
internal static class Pairs
{
    /// <summary>The pairs; a TypeError or ValueError for items that are none.</summary>
    internal static IEnumerable<(Value Key, Value Value)> Of(RenderState state, Value value)
    {
        if (value.Reference is DictValue dict)
        {
            int at = 0;
            while (dict.NextEntry(ref at, out var key, out var item))
            {
                state.Step();
                yield return (key, item);
            }

            yield break;
        }

        int index = 0;
        foreach (var pair in Iteration.Each(state, value))
        {
            if (!Sequences.IsIterable(pair))
            {
                throw TemplateException.Runtime($"cannot convert dictionary update sequence element #{index} to a sequence");
            }

            var parts = Iteration.ToList(state, pair);
            yield return parts.Count == 2
                ? (parts[0], parts[1])
                : throw TemplateException.Runtime($"dictionary update sequence element #{index} has length {parts.Count}; 2 is required");
            index++;
        }
    }
}
