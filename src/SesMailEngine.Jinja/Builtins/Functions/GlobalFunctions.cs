using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins.Functions;

/// <summary>The functions every template can call.</summary>
internal static class GlobalFunctions
{
    // The sandbox of Jinja2 makes no longer range.
    private const int MaxRange = 100_000;

    internal static IEnumerable<Builtin> All { get; } =
    [
        new("range(*args)", Range),
        new("dict(*args, **kwargs)", Dict),
        new("namespace(*args, **kwargs)", Namespace),
        new("cycler(*items)", Cycler),
        new("joiner(sep=)", Joiner),
    ];

    /// <summary>
    /// The integers from a start (0) up to a stop, that one left out, in steps (1). At most 100,000 of them.
    /// </summary>
    /// <example>{{ range(3)|list }} {{ range(10, 0, -4)|list }} => [0, 1, 2] [10, 6, 2]</example>
    private static Value Range(Arguments args)
    {
        var given = args[0].AsTuple.Items;
        if (given.Length is 0 or > 3)
        {
            throw TemplateException.Runtime(given.Length == 0
                ? "range expected at least 1 argument, got 0"
                : $"range expected at most 3 arguments, got {given.Length}");
        }

        var numbers = Array.ConvertAll(given, Index);
        var start = numbers.Length > 1 ? numbers[0] : BigInteger.Zero;
        var stop = numbers.Length > 1 ? numbers[1] : numbers[0];
        var step = numbers.Length > 2 ? numbers[2] : BigInteger.One;
        if (step.IsZero)
        {
            throw TemplateException.Runtime("range() arg 3 must not be zero");
        }

        var distance = step.Sign > 0 ? stop - start : start - stop;
        var count = distance.Sign <= 0 ? BigInteger.Zero : ((distance - 1) / BigInteger.Abs(step)) + 1;
        if (count > MaxRange)
        {
            throw TemplateException.Runtime($"Range too big. The sandbox blocks ranges larger than MAX_RANGE ({MaxRange}).");
        }

        return Value.From(new RangeValue(Fit(start), Fit(stop), Fit(step), (int)count));
    }

    /// <summary>A dict from another one or from pairs, and from keyword arguments.</summary>
    /// <example>{{ dict([("a", 1)], b=2) }} => {'a': 1, 'b': 2}</example>
    private static Value Dict(Arguments args) => Value.From(NewDict(args, "dict"));

    /// <summary>
    /// An object whose attributes <c>set</c> can change from within loops and blocks.
    /// </summary>
    /// <example>{% set ns = namespace(total=0) %}{% for n in [1, 2, 3] %}{% set ns.total = ns.total + n %}{% endfor %}{{ ns.total }} => 6</example>
    private static Value Namespace(Arguments args) => Value.From(new NamespaceValue(NewDict(args, "dict")));

    /// <summary>Goes round a few values: <c>next()</c> gives one after the other, <c>current</c> the one to come.</summary>
    /// <example>{% set row = cycler("odd", "even") %}{{ row.next() }} {{ row.next() }} {{ row.current }} => odd even odd</example>
    private static Value Cycler(Arguments args)
    {
        var items = args[0].AsTuple;
        return items.Items.Length > 0
            ? Value.From(new CyclerValue(items))
            : throw TemplateException.Runtime("at least one item has to be provided");
    }

    /// <summary>A function that gives nothing the first time it is called and then always the separator.</summary>
    /// <example>{% set comma = joiner(", ") %}{% for n in [1, 2, 3] %}{{ comma() }}{{ n }}{% endfor %} => 1, 2, 3</example>
    private static Value Joiner(Arguments args) => Value.From(new JoinerValue(args.Or(0, ", ")));

    private static DictValue NewDict(Arguments args, string name)
    {
        var given = args[0].AsTuple.Items;
        if (given.Length > 1)
        {
            throw TemplateException.Runtime($"{name} expected at most 1 argument, got {given.Length}");
        }

        var dict = new DictValue();
        if (given.Length == 1)
        {
            Arguments.Reject(given[0]);
            foreach (var (key, value) in Pairs.Of(args.State, given[0]))
            {
                dict.Set(key, value);
            }
        }

        dict.Update(args[1].AsDict);
        return dict;
    }

    private static BigInteger Index(Value value)
    {
        Arguments.Reject(value);
        return value.IsIntegral ? value.AsBig : throw TemplateException.Runtime($"'{value.TypeName}' object cannot be interpreted as an integer");
    }

    private static long Fit(BigInteger number) =>
        number >= long.MinValue / 2 && number <= long.MaxValue / 2
            ? (long)number
            : throw TemplateException.Runtime("Python int too large to convert to C ssize_t");
}
