using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that bring equal items together.</summary>
internal static class GroupFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("groupby(value, attribute, default=, case_sensitive=)", GroupBy),
        new("unique(value, case_sensitive=, attribute=)", Unique),
    ];

    /// <summary>
    /// Pairs of an attribute's value and the list of items that have it, sorted by the value. They are tuples with the
    /// names <c>grouper</c> and <c>list</c>. Items without the attribute count as having the default.
    /// </summary>
    /// <example>{% for g in [{"n": 2}, {"n": 1}, {"n": 2}]|groupby("n") %}{{ g.grouper }}: {{ g.list|length }} {% endfor %} => 1: 1 2: 2 </example>
    private static Value GroupBy(Arguments args)
    {
        RenderState state = args.State;
        var path = AttributePath.Parse(args[1]);
        var fallback = args.Or(2, Value.None);
        bool keepCase = args.Flag(3);
        var items = Iteration.ToList(state, args[0]);
        Value KeyOf(Value item) => Keys.Of(path.Get(state, item, fallback), keepCase);

        var groups = new List<Value>();
        var members = new List<Value>();
        var current = Value.Missing;
        foreach (var item in StableSort.Sort(state, items, KeyOf, reverse: false))
        {
            var key = KeyOf(item);
            if (members.Count > 0 && !Equality.AreEqual(current, key))
            {
                groups.Add(Group(members));
                members = [];
            }

            if (members.Count == 0)
            {
                current = key;
            }

            members.Add(item);
        }

        if (members.Count > 0)
        {
            groups.Add(Group(members));
        }

        return Value.From(new ListValue(groups));

        // The value shown is that of the first member, with its own upper and lower case.
        Value Group(List<Value> group) =>
            Value.From(new GroupTuple(path.Get(state, group[0], fallback), new ListValue(group)));
    }

    /// <summary>The items without those that equal an earlier one, by themselves or by an attribute.</summary>
    /// <example>{{ ["a", "B", "b", "A"]|unique|list }} => ['a', 'B']</example>
    private static Value Unique(Arguments args)
    {
        var path = AttributePath.Parse(args.Or(2, Value.None));
        return Value.From(new IteratorValue(Distinct(args.State, args[0], args.Flag(1), path)));
    }

    private static IEnumerable<Value> Distinct(RenderState state, Value value, bool keepCase, AttributePath path)
    {
        var seen = new DictValue();
        foreach (var item in Iteration.Each(state, value))
        {
            var key = Keys.Of(path.Get(state, item), keepCase);
            if (!seen.TryGet(key, out _))
            {
                seen.Set(key, Value.None);
                yield return item;
            }
        }
    }
}
