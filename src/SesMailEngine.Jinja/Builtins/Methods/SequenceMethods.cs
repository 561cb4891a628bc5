using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>The methods that lists, tuples and ranges share.</summary>
internal static class SequenceMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("count(self, value, /)", Count),
        new("index(self, value, start=, stop=, /)", Index),
    ];

    /// <summary>How many items equal a value.</summary>
    /// <example>{{ [1, 2, 1].count(1) }} => 2</example>
    private static Value Count(Arguments args)
    {
        long count = 0;
        foreach (var item in Iteration.Each(args.State, args[0]))
        {
            count += Equality.AreEqual(item, args[1]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where the first item is that equals a value; an error if there is none.</summary>
    /// <example>{{ ("a", "b").index("b") }} => 1</example>
    private static Value Index(Arguments args)
    {
        long length = Sequences.Length(args[0])!.Value;
        long start = Bound(args.Long(2), length);
        long stop = Bound(args.Long(3, long.MaxValue), length);
        long index = 0;
        foreach (var item in Iteration.Each(args.State, args[0]))
        {
            if (index >= start && index < stop && Equality.AreEqual(item, args[1]))
            {
                return index;
            }

            index++;
        }

        throw TemplateException.Runtime(args[0].Kind switch
        {
            ValueKind.Tuple => "tuple.index(x): x not in tuple",
            ValueKind.Range => $"{Printing.Repr(args[1])} is not in range",
            _ => $"{Printing.Repr(args[1])} is not in list",
        });
    }

    private static long Bound(long index, long length) => index < 0 ? Math.Max(0, index + length) : index;
}
