using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>Python's <c>sorted</c>: stable, also in reverse, and asking nothing but <c>later &lt; earlier</c>.</summary>
internal static class StableSort
{
    private const int RunLength = 16;

    /// <summary>The items in the order of their keys.</summary>
    /// <param name="state">Counts the comparisons as steps.</param>
    /// <param name="items">What is to be sorted; left as it is.</param>
    /// <param name="keyOf">The key of an item, asked once for each.</param>
    /// <param name="reverse">Greatest first; equal items keep their order all the same.</param>
    /// <param name="asItems">
    /// Compare keys as Python compares the items of lists: those that are equal need not have an order.
    /// </param>
    internal static List<Value> Sort(RenderState state, List<Value> items, Func<Value, Value> keyOf, bool reverse, bool asItems = false)
    {
        var keys = new Value[items.Count];
        var order = new int[items.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = reverse ? order.Length - 1 - i : i;
            keys[i] = keyOf(items[i]);
        }

        SortRuns(state, keys, order, asItems);
        var source = order;
        var target = new int[order.Length];
        for (int width = RunLength; width < order.Length; width *= 2)
        {
            for (int start = 0; start < order.Length; start += 2 * width)
            {
                Merge(state, keys, source, target, start, Math.Min(start + width, order.Length), Math.Min(start + (2 * width), order.Length), asItems);
            }

            (source, target) = (target, source);
        }

        var sorted = new List<Value>(order.Length);
        for (int i = 0; i < source.Length; i++)
        {
            sorted.Add(items[source[reverse ? source.Length - 1 - i : i]]);
        }

        return sorted;
    }

    private static void SortRuns(RenderState state, Value[] keys, int[] order, bool asItems)
    {
        for (int start = 0; start < order.Length; start += RunLength)
        {
            int end = Math.Min(start + RunLength, order.Length);
            for (int i = start + 1; i < end; i++)
            {
                int item = order[i];
                int at = i;
                while (at > start && IsLess(state, keys[item], keys[order[at - 1]], asItems))
                {
                    order[at] = order[at - 1];
                    at--;
                }

                order[at] = item;
            }
        }
    }

    private static void Merge(RenderState state, Value[] keys, int[] source, int[] target, int start, int middle, int end, bool asItems)
    {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++)
        {
            bool takeRight = left >= middle || (right < end && IsLess(state, keys[source[right]], keys[source[left]], asItems));
            target[i] = source[takeRight ? right++ : left++];
        }
    }

    private static bool IsLess(RenderState state, Value later, Value earlier, bool asItems)
    {
        state.Step();
        return !(asItems && Equality.AreEqual(later, earlier)) && Ordering.IsLess(later, earlier);
    }
}
