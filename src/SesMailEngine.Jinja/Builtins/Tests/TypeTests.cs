using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Builtins.Tests;

/// <summary>Tests for what a value is.</summary>
internal static class TypeTests
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("defined(value)", Defined),
        new("undefined(value)", Undefined),
        new("none(value)", None),
        new("boolean(value)", Boolean),
        new("true(value)", True),
        new("false(value)", False),
        new("integer(value)", Integer),
        new("float(value)", Float),
        new("number(value)", Number),
        new("string(value)", String),
        new("mapping(value)", Mapping),
        new("sequence(value)", Sequence),
        new("iterable(value)", Iterable),
        new("callable(obj, /)", Callable),
        new("escaped(value)", Escaped),
    ];

    /// <summary>The look-up found something.</summary>
    /// <example>{{ name is defined }} => False</example>
    private static Value Defined(Arguments args) => !args[0].IsUndefined;

    /// <summary>The look-up found nothing.</summary>
    /// <example>{{ name is undefined }} => True</example>
    private static Value Undefined(Arguments args) => args[0].IsUndefined;

    /// <summary>The value is None.</summary>
    /// <example>{{ none is none }} => True</example>
    private static Value None(Arguments args) => args[0].IsNone;

    /// <summary>The value is True or False.</summary>
    /// <example>{{ false is boolean }} {{ 0 is boolean }} => True False</example>
    private static Value Boolean(Arguments args) => args[0].IsBool;

    /// <summary>The value is True itself, not just true.</summary>
    /// <example>{{ true is true }} {{ 1 is true }} => True False</example>
    private static Value True(Arguments args) => args[0].IsBool && args[0].AsBool;

    /// <summary>The value is False itself, not just false.</summary>
    /// <example>{{ false is false }} {{ 0 is false }} => True False</example>
    private static Value False(Arguments args) => args[0].IsBool && !args[0].AsBool;

    /// <summary>The value is an integer, and no boolean.</summary>
    /// <example>{{ 42 is integer }} {{ 42.0 is integer }} => True False</example>
    private static Value Integer(Arguments args) => args[0].Kind is ValueKind.Int or ValueKind.BigInt;

    /// <summary>The value is a float.</summary>
    /// <example>{{ 42.0 is float }} => True</example>
    private static Value Float(Arguments args) => args[0].IsFloat;

    /// <summary>The value is a number; booleans are.</summary>
    /// <example>{{ 4.2 is number }} {{ "4.2" is number }} => True False</example>
    private static Value Number(Arguments args) => args[0].IsNumber;

    /// <summary>The value is a text, safe or not.</summary>
    /// <example>{{ "abc" is string }} => True</example>
    private static Value String(Arguments args) => args[0].IsText;

    /// <summary>The value is a dict.</summary>
    /// <example>{{ {"a": 1} is mapping }} => True</example>
    private static Value Mapping(Arguments args) => args[0].Kind == ValueKind.Dict;

    /// <summary>The value has a length and items: texts, lists, tuples, ranges, dicts, undefined values that are empty.</summary>
    /// <example>{{ [1] is sequence }} {{ 1 is sequence }} => True False</example>
    private static Value Sequence(Arguments args) =>
        args[0].Reference is string or ListValue or TupleValue or RangeValue or DictValue or UndefinedValue { IsStrict: false };

    /// <summary>The value has items to pass over.</summary>
    /// <example>{{ "abc" is iterable }} {{ 5 is iterable }} => True False</example>
    private static Value Iterable(Arguments args)
    {
        if (args[0].Reference is UndefinedValue { IsStrict: true })
        {
            Arguments.Reject(args[0]);
        }

        return Sequences.IsIterable(args[0]);
    }

    /// <summary>The value can be called: functions, macros, methods.</summary>
    /// <example>{{ range is callable }} {{ "range" is callable }} => True False</example>
    private static Value Callable(Arguments args) => args[0].Reference is UndefinedValue or ObjectValue { IsCallable: true };

    /// <summary>The value is safe HTML, which autoescape leaves alone.</summary>
    /// <example>{{ "a"|escape is escaped }} {{ "a" is escaped }} => True False</example>
    private static Value Escaped(Arguments args) => args[0].IsMarkup;
}
