using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Tests;

/// <summary>Tests that compare a value with another one; mostly for <c>select</c> and <c>selectattr</c>.</summary>
internal static class ComparisonTests
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("==(a, b, /)", Equal),
        new("eq(a, b, /)", Equal),
        new("equalto(a, b, /)", Equal),
        new("!=(a, b, /)", NotEqual),
        new("ne(a, b, /)", NotEqual),
        new(">(a, b, /)", Greater),
        new("gt(a, b, /)", Greater),
        new("greaterthan(a, b, /)", Greater),
        new(">=(a, b, /)", GreaterOrEqual),
        new("ge(a, b, /)", GreaterOrEqual),
        new("<(a, b, /)", Less),
        new("lt(a, b, /)", Less),
        new("lessthan(a, b, /)", Less),
        new("<=(a, b, /)", LessOrEqual),
        new("le(a, b, /)", LessOrEqual),
        new("in(value, seq)", In),
        new("sameas(value, other)", SameAs),
    ];

    /// <summary>The values are equal.</summary>
    /// <example>{{ 1 is eq 1.0 }} {{ [1, 2, 1]|select("==", 1)|list }} => True [1, 1]</example>
    private static Value Equal(Arguments args) => Equality.AreEqual(args[0], args[1]);

    /// <summary>The values differ.</summary>
    /// <example>{{ 1 is ne 2 }} => True</example>
    private static Value NotEqual(Arguments args) => !Equality.AreEqual(args[0], args[1]);

    /// <summary>The value is greater than the other.</summary>
    /// <example>{{ [1, 5, 9]|select("gt", 4)|list }} => [5, 9]</example>
    private static Value Greater(Arguments args) => Ordering.IsGreater(args[0], args[1]);

    /// <summary>The value is greater than the other or equal to it.</summary>
    /// <example>{{ 2 is ge 2 }} => True</example>
    private static Value GreaterOrEqual(Arguments args) => Ordering.IsGreaterOrEqual(args[0], args[1]);

    /// <summary>The value is less than the other.</summary>
    /// <example>{{ [1, 5, 9]|select("lt", 4)|list }} => [1]</example>
    private static Value Less(Arguments args) => Ordering.IsLess(args[0], args[1]);

    /// <summary>The value is less than the other or equal to it.</summary>
    /// <example>{{ 2 is le 1 }} => False</example>
    private static Value LessOrEqual(Arguments args) => Ordering.IsLessOrEqual(args[0], args[1]);

    /// <summary>The value is an item of a list, a key of a dict, a part of a text.</summary>
    /// <example>{{ 1 is in [1, 2] }} {{ ["a", "c"]|select("in", "abc")|list }} => True ['a', 'c']</example>
    private static Value In(Arguments args) => Membership.Contains(args[1], args[0]);

    /// <summary>
    /// The two are one and the same object. Numbers and texts have no identity here: they are the same if they are of one
    /// type and equal.
    /// </summary>
    /// <example>{{ true is sameas true }} {{ true is sameas 1 }} => True False</example>
    private static Value SameAs(Arguments args)
    {
        var (left, right) = (args[0], args[1]);
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.IsText || left.Kind == ValueKind.BigInt
            ? Equality.AreEqual(left, right)
            : ReferenceEquals(left.Reference, right.Reference) && left.Bits == right.Bits;
    }
}
