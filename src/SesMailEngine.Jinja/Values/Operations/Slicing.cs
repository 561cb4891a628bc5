using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>value[start:stop:step]</c>.</summary>
internal static class Slicing
{
    internal static Value Slice(RenderState state, Value owner, Value start, Value stop, Value step)
    {
        if (owner.Reference is UndefinedValue undefined)
        {
            throw undefined.Fail();
        }

        if (owner.Reference is not (string or ListValue or TupleValue or RangeValue))
        {
            throw TemplateException.Runtime(owner.Kind == ValueKind.Dict
                ? "unhashable type: 'slice'"
                : $"'{owner.TypeName}' object is not subscriptable");
        }

        long? by = Index(step);
        if (by == 0)
        {
            throw TemplateException.Runtime("slice step cannot be zero");
        }

        int length = (int)Sequences.Length(owner)!.Value;
        var bounds = SliceBounds.Resolve(Index(start), Index(stop), by, length);
        state.ReserveItems(bounds.Count);
        return owner.Reference switch
        {
            string text => Value.Text(OfText(text, bounds), owner.IsMarkup),
            ListValue list => Value.From(new ListValue(Take(list.Items, bounds))),
            TupleValue tuple => Value.From(new TupleValue([.. Take(tuple.Items, bounds)])),
            _ => OfRange((RangeValue)owner.Reference, bounds),
        };
    }

    private static long? Index(Value value)
    {
        if (value.IsNone)
        {
            return null;
        }

        if (value.Reference is UndefinedValue undefined)
        {
            throw undefined.Fail();
        }

        return value.IsInt || value.IsBool ? value.AsInt
            : value.Kind == ValueKind.BigInt ? (value.AsBig.Sign < 0 ? long.MinValue : long.MaxValue)
            : throw TemplateException.Runtime("slice indices must be integers or None or have an __index__ method");
    }

    private static List<Value> Take(IReadOnlyList<Value> items, SliceBounds bounds)
    {
        var taken = new List<Value>(bounds.Count);
        for (int i = 0; i < bounds.Count; i++)
        {
            taken.Add(items[(int)(bounds.Start + ((long)i * bounds.Step))]);
        }

        return taken;
    }

    private static string OfText(string text, SliceBounds bounds)
    {
        if (bounds.Count == 0)
        {
            return string.Empty;
        }

        if (CodePoints.IsFlat(text))
        {
            return bounds.Step == 1 ? text.Substring(bounds.Start, bounds.Count) : string.Create(bounds.Count, (text, bounds), static (chars, from) =>
            {
                for (int i = 0; i < chars.Length; i++)
                {
                    chars[i] = from.text[(int)(from.bounds.Start + ((long)i * from.bounds.Step))];
                }
            });
        }

        var offsets = new List<int>();
        for (int at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            offsets.Add(at);
        }

        offsets.Add(text.Length);
        var result = new System.Text.StringBuilder();
        for (int i = 0; i < bounds.Count; i++)
        {
            int index = (int)(bounds.Start + ((long)i * bounds.Step));
            result.Append(text, offsets[index], offsets[index + 1] - offsets[index]);
        }

        return result.ToString();
    }

    private static Value OfRange(RangeValue range, SliceBounds bounds)
    {
        long step = range.Step * bounds.Step;
        long start = range.Start + (bounds.Start * range.Step);
        long stop = range.Start + (bounds.Stop * range.Step);
        return Value.From(new RangeValue(start, stop, step, bounds.Count));
    }
}
