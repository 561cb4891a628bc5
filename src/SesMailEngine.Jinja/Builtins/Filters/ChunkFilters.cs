using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that cut a sequence into lists: rows of a length, or a number of columns.</summary>
internal static class ChunkFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("batch(value, linecount, fill_with=)", Batch),
        new("slice(value, slices, fill_with=)", Slice),
    ];

    /// <summary>Lists of <c>linecount</c> items each, the last one filled up if there is something to fill it with.</summary>
    /// <example>{{ range(5)|batch(2, "-")|list }} => [[0, 1], [2, 3], [4, '-']]</example>
    private static Value Batch(Arguments args) =>
        Value.From(new IteratorValue(Batches(args.State, args[0], args[1], args.Or(2, Value.None))));

    /// <summary>
    /// So many lists of nearly the same length, the first ones longer; with something to fill them, the shorter ones are
    /// filled up.
    /// </summary>
    /// <example>{{ range(7)|slice(3)|list }} => [[0, 1, 2], [3, 4], [5, 6]]</example>
    private static Value Slice(Arguments args) =>
        Value.From(new IteratorValue(Slices(args.State, args[0], args[1], args.Or(2, Value.None))));

    private static IEnumerable<Value> Batches(RenderState state, Value value, Value lineCount, Value fill)
    {
        long size = Arguments.Index(lineCount);
        var batch = new List<Value>();
        foreach (var item in Iteration.Each(state, value))
        {
            if (batch.Count == size)
            {
                yield return Value.From(new ListValue(batch));
                batch = [];
            }

            batch.Add(item);
        }

        if (batch.Count > 0)
        {
            long missing = fill.IsNone ? 0 : Math.Max(0, size - batch.Count);
            state.ReserveItems(missing);
            batch.AddRange(Enumerable.Repeat(fill, (int)missing));
            yield return Value.From(new ListValue(batch));
        }
    }

    private static IEnumerable<Value> Slices(RenderState state, Value value, Value slices, Value fill)
    {
        long count = Arguments.Index(slices);
        var items = Iteration.ToList(state, value);
        if (count == 0)
        {
            throw TemplateException.Runtime("integer division or modulo by zero");
        }

        long length = count < 0 ? 0 : items.Count / count;
        long longer = count < 0 ? 0 : items.Count % count;
        int start = 0;
        for (long i = 0; i < count; i++)
        {
            state.Step();
            int taken = (int)(i < longer ? length + 1 : length);
            var slice = items.GetRange(start, taken);
            start += taken;
            if (!fill.IsNone && i >= longer)
            {
                slice.Add(fill);
            }

            yield return Value.From(new ListValue(slice));
        }
    }
}
