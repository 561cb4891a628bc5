using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that ask a sequence for its length, its ends, its items.</summary>
internal static class SequenceFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("length(obj, /)", Length),
        new("count(obj, /)", Length),
        new("first(seq)", First),
        new("last(seq)", Last),
        new("list(value)", List),
        new("reverse(value)", Reverse),
        new("items(value)", Items),
    ];

    /// <summary>The number of characters of a text or of items of a list, tuple or dict.</summary>
    /// <example>{{ [1, 2, 3]|length }} {{ "Grüße"|count }} => 3 5</example>
    private static Value Length(Arguments args) =>
        Sequences.Length(args[0]) ?? throw TemplateException.Runtime($"object of type '{args[0].TypeName}' has no len()");

    /// <summary>The first item; undefined if there is none.</summary>
    /// <example>{{ ["a", "b"]|first }} => a</example>
    private static Value First(Arguments args)
    {
        var items = Sequences.Iterate(args[0]);
        return items.MoveNext() ? items.Current : args.State.Undefined("No first item, sequence was empty.");
    }

    /// <summary>The last item; undefined if there is none. Of a dict it is the last key.</summary>
    /// <example>{{ ["a", "b"]|last }} => b</example>
    private static Value Last(Arguments args)
    {
        var value = args[0];
        if (value.Reference is ListValue list)
        {
            return list.Items.Count > 0 ? list.Items[^1] : args.State.Undefined("No last item, sequence was empty.");
        }

        foreach (var item in Reversal.Of(args.State, value))
        {
            return item;
        }

        return args.State.Undefined("No last item, sequence was empty.");
    }

    /// <summary>A new list of the items: of characters, keys, or whatever an iterator gives.</summary>
    /// <example>{{ "abc"|list }} => ['a', 'b', 'c']</example>
    private static Value List(Arguments args) => Value.From(new ListValue(Iteration.ToList(args.State, args[0])));

    /// <summary>A text backwards, or an iterator over the items from the last to the first.</summary>
    /// <example>{{ "abc"|reverse }} {{ [1, 2, 3]|reverse|join(" ") }} => cba 3 2 1</example>
    private static Value Reverse(Arguments args)
    {
        var value = args[0];
        if (value.IsText)
        {
            return Value.Text(CodePoints.Reverse(value.AsText), value.IsMarkup);
        }

        if (!Sequences.IsIterable(value))
        {
            throw TemplateException.FilterArgument("argument must be iterable");
        }

        if (Sequences.Length(value) is null)
        {
            var items = Iteration.ToList(args.State, value);
            items.Reverse();
            return Value.From(new ListValue(items));
        }

        string typeName = value.Kind == ValueKind.List ? "list_reverseiterator" : "reversed";
        return Value.From(new IteratorValue(Reversal.Of(args.State, value), typeName));
    }

    /// <summary>The pairs of key and value of a dict; none of an undefined value.</summary>
    /// <example>{% for key, value in {"a": 1}|items %}{{ key }}={{ value }}{% endfor %} => a=1</example>
    private static Value Items(Arguments args) => Value.From(new IteratorValue(EachItem(args.State, args[0])));

    private static IEnumerable<Value> EachItem(Rendering.RenderState state, Value value)
    {
        if (value.IsUndefined)
        {
            yield break;
        }

        if (value.Reference is not DictValue dict)
        {
            throw TemplateException.Runtime("Can only get item pairs from a mapping.");
        }

        int at = 0;
        while (dict.NextEntry(ref at, out var key, out var item))
        {
            state.Step();
            yield return Value.Tuple(key, item);
        }
    }
}
