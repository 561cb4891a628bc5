using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that order items. Texts compare without regard to case unless <c>case_sensitive</c> is set.</summary>
internal static class OrderFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("sort(value, reverse=, case_sensitive=, attribute=)", Sort),
        new("dictsort(value, case_sensitive=, by=, reverse=)", DictSort),
        new("min(value, case_sensitive=, attribute=)", Min),
        new("max(value, case_sensitive=, attribute=)", Max),
    ];

    /// <summary>A sorted list, by the items or by one or more attributes of them separated by commas.</summary>
    /// <example>{{ ["b", "C", "a"]|sort }} {{ [3, 1, 2]|sort(reverse=true) }} => ['a', 'b', 'C'] [3, 2, 1]</example>
    private static Value Sort(Arguments args)
    {
        var state = args.State;
        bool keepCase = args.Flag(2);
        var paths = AttributePath.ParseMany(args.Or(3, Value.None));
        var items = Iteration.ToList(state, args[0]);
        Func<Value, Value> keyOf = paths.Length == 1
            ? item => Keys.Of(paths[0].Get(state, item), keepCase)
            : item => Value.Tuple([.. paths.Select(path => Keys.Of(path.Get(state, item), keepCase))]);
        return Value.From(new ListValue(StableSort.Sort(state, items, keyOf, args.IntegerFlag(1), asItems: true)));
    }

    /// <summary>The pairs of a dict, sorted by key or with <c>by="value"</c> by value.</summary>
    /// <example>{{ {"b": 1, "a": 2}|dictsort }} => [('a', 2), ('b', 1)]</example>
    private static Value DictSort(Arguments args)
    {
        var by = args.Or(2, "key");
        int position = by == Value.From("key") ? 0
            : by == Value.From("value") ? 1
            : throw TemplateException.FilterArgument("You can only sort by either \"key\" or \"value\"");
        Arguments.Reject(args[0]);
        if (args[0].Reference is not DictValue)
        {
            throw TemplateException.Runtime($"'{args[0].TypeName}' object has no attribute 'items'");
        }

        bool keepCase = args.Flag(1);
        var items = Pairs.Of(args.State, args[0]).Select(pair => Value.Tuple(pair.Key, pair.Value)).ToList();
        return Value.From(new ListValue(StableSort.Sort(
            args.State, items, item => Keys.Of(item.AsTuple.Items[position], keepCase), args.IntegerFlag(3))));
    }

    /// <summary>The least item, by itself or by an attribute; undefined if there is none.</summary>
    /// <example>{{ [3, 1, 2]|min }} => 1</example>
    private static Value Min(Arguments args) => Extreme(args, (candidate, best) => Ordering.IsLess(candidate, best));

    /// <summary>The greatest item, by itself or by an attribute; undefined if there is none.</summary>
    /// <example>{{ [3, 1, 2]|max }} {{ [{"n": 1}, {"n": 9}]|max(attribute="n") }} => 3 {'n': 9}</example>
    private static Value Max(Arguments args) => Extreme(args, (candidate, best) => Ordering.IsGreater(candidate, best));

    private static Value Extreme(Arguments args, Func<Value, Value, bool> isBetter)
    {
        RenderState state = args.State;
        bool keepCase = args.Flag(1);
        var path = AttributePath.Parse(args.Or(2, Value.None));
        var best = Value.Missing;
        var bestKey = Value.Missing;
        foreach (var item in Iteration.Each(state, args[0]))
        {
            var key = Keys.Of(path.Get(state, item), keepCase);
            if (bestKey.IsMissing || isBetter(key, bestKey))
            {
                (best, bestKey) = (item, key);
            }
        }

        return bestKey.IsMissing ? state.Undefined("No aggregated item, sequence was empty.") : best;
    }
}
