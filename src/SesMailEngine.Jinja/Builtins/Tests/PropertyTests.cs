using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Tests;

/// <summary>Tests for properties of numbers and texts, and for what the environment has.</summary>
internal static class PropertyTests
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("even(value)", Even),
        new("odd(value)", Odd),
        new("divisibleby(value, num)", DivisibleBy),
        new("lower(value)", Lower),
        new("upper(value)", Upper),
        new("filter(value)", Filter),
        new("test(value)", Test),
    ];

    /// <summary>The number is even.</summary>
    /// <example>{{ 4 is even }} => True</example>
    private static Value Even(Arguments args) => LeavesRest(args.State, args[0], 2, 0);

    /// <summary>The number is odd.</summary>
    /// <example>{{ 4 is odd }} => False</example>
    private static Value Odd(Arguments args) => LeavesRest(args.State, args[0], 2, 1);

    /// <summary>The number can be divided without a rest.</summary>
    /// <example>{{ 21 is divisibleby 7 }} => True</example>
    private static Value DivisibleBy(Arguments args) => LeavesRest(args.State, args[0], args[1], 0);

    /// <summary>The text has lower-case letters and no capitals.</summary>
    /// <example>{{ "abc" is lower }} => True</example>
    private static Value Lower(Arguments args) => StringPredicates.IsLower(Printing.Str(args[0]));

    /// <summary>The text has capitals and no lower-case letters.</summary>
    /// <example>{{ "ABC" is upper }} => True</example>
    private static Value Upper(Arguments args) => StringPredicates.IsUpper(Printing.Str(args[0]));

    /// <summary>There is a filter of this name.</summary>
    /// <example>{{ "upper" is filter }} {{ "shout" is filter }} => True False</example>
    private static Value Filter(Arguments args) => IsName(args[0]) && BuiltinTables.Filters.Find(args[0].AsText) is not null;

    /// <summary>There is a test of this name.</summary>
    /// <example>{{ "odd" is test }} {{ "strange" is test }} => True False</example>
    private static Value Test(Arguments args) => IsName(args[0]) && BuiltinTables.Tests.Find(args[0].AsText) is not null;

    // The reference looks the value up in a dict, where what cannot be hashed is an error.
    private static bool IsName(Value value)
    {
        _ = Hashing.Of(value);
        return value.IsText;
    }

    private static bool LeavesRest(RenderState state, Value value, Value divisor, long rest) =>
        Equality.AreEqual(Arithmetic.Modulo(state, value, divisor), rest);
}
