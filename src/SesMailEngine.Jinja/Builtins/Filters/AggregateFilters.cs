using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that make one value of many.</summary>
internal static class AggregateFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("sum(iterable, attribute=, start=)", Sum),
        new("join(value, d=, attribute=)", Join),
    ];

    /// <summary>The sum of the items or of an attribute of them, added to <c>start</c> (0).</summary>
    /// <example>{{ [1, 2, 3]|sum }} {{ [{"price": 1.5}, {"price": 2}]|sum("price") }} => 6 3.5</example>
    private static Value Sum(Arguments args)
    {
        var path = AttributePath.Parse(args.Or(1, Value.None));
        var total = args.Or(2, 0);
        if (total.IsText)
        {
            throw TemplateException.Runtime("sum() can't sum strings [use ''.join(seq) instead]");
        }

        foreach (var item in Iteration.Each(args.State, args[0]))
        {
            total = Arithmetic.Add(args.State, total, path.Get(args.State, item));
        }

        return total;
    }

    /// <summary>
    /// The items as one text, with a text between them. With autoescape, a safe item or separator makes the result safe
    /// and escapes the others.
    /// </summary>
    /// <example>{{ [1, 2, 3]|join(", ") }} => 1, 2, 3</example>
    private static Value Join(Arguments args)
    {
        var state = args.State;
        var separator = args.Or(1, Value.EmptyString);
        var path = AttributePath.Parse(args.Or(2, Value.None));
        var items = new List<Value>();
        bool anySafe = separator.IsMarkup;
        foreach (var item in Iteration.Each(state, args[0]))
        {
            var member = path.Get(state, item);
            anySafe |= member.IsMarkup;
            items.Add(Escaping.Soft(member));
        }

        bool safe = state.Autoescape && anySafe;
        return Joining.Join(state, safe ? Value.Safe(Escaping.Escape(separator)) : Value.From(Printing.Str(separator)), items);
    }
}
