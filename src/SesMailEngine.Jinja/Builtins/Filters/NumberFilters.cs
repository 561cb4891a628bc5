using System.Globalization;
using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that make numbers and change them.</summary>
internal static class NumberFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("abs(x, /)", Abs),
        new("int(value, default=, base=)", Int),
        new("float(value, default=)", Float),
        new("round(value, precision=, method=)", Round),
    ];

    /// <summary>The number without its sign.</summary>
    /// <example>{{ (-12.5)|abs }} => 12.5</example>
    private static Value Abs(Arguments args)
    {
        var value = args[0];
        return value.IsFloat ? Value.From(Math.Abs(value.AsFloat))
            : value.IsIntegral ? Value.From(BigInteger.Abs(value.AsBig))
            : throw TemplateException.Runtime($"bad operand type for abs(): '{value.TypeName}'");
    }

    /// <summary>
    /// An integer from a number or a text (of a base, 10 by default); decimals are cut off. The default, 0, stands in for
    /// what is no number.
    /// </summary>
    /// <example>{{ "42.7"|int }} {{ "ff"|int(base=16) }} {{ "none"|int(-1) }} => 42 255 -1</example>
    private static Value Int(Arguments args)
    {
        var value = args[0];
        Arguments.Reject(value);
        var fallback = args.Or(1, 0);
        if (value.IsIntegral)
        {
            return Value.From(value.AsBig);
        }

        if (value.IsText)
        {
            if (IsBase(args, out int numberBase) && NumberParsing.TryParseInteger(value.AsText, numberBase, out BigInteger parsed))
            {
                return Value.From(parsed);
            }

            return NumberParsing.TryParseFloat(value.AsText, out double number) && double.IsFinite(number)
                ? Value.From(NumberConversion.Truncate(number))
                : fallback;
        }

        // NaN gives the default, infinity is an error.
        return value.IsFloat && !double.IsNaN(value.AsFloat) ? Value.From(NumberConversion.Truncate(value.AsFloat)) : fallback;
    }

    /// <summary>A float from a number or a text. The default, 0.0, stands in for what is no number.</summary>
    /// <example>{{ "1e3"|float }} {{ "abc"|float(2.5) }} => 1000.0 2.5</example>
    private static Value Float(Arguments args)
    {
        var value = args[0];
        Arguments.Reject(value);
        return value.IsFloat ? value
            : value.IsIntegral ? Value.From(NumberConversion.ToFloat(value.AsBig))
            : value.IsText && NumberParsing.TryParseFloat(value.AsText, out double number) ? Value.From(number)
            : args.Or(1, 0.0);
    }

    /// <summary>
    /// The number rounded to so many decimals (0): halves to even (<c>common</c>), always up (<c>ceil</c>) or down
    /// (<c>floor</c>). A float stays a float.
    /// </summary>
    /// <example>{{ 42.55|round(1) }} {{ 42.55|round(1, "floor") }} {{ 2.5|round }} => 42.5 42.5 2.0</example>
    private static Value Round(Arguments args)
    {
        var value = args[0];
        string method = args.Or(2, "common") is { IsText: true } name ? name.AsText : "";
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw TemplateException.FilterArgument("method must be common, ceil or floor");
        }

        if (method != "common")
        {
            return Directed(args, method == "ceil");
        }

        if (!value.IsNumber)
        {
            throw TemplateException.Runtime($"type {value.TypeName} doesn't define __round__ method");
        }

        bool toInteger = args.Has(1) && args[1].IsNone;
        long precision = toInteger ? 0 : args.Long(1);
        if (value.IsIntegral)
        {
            return Value.From(Rounding.Round(value.AsBig, precision));
        }

        double rounded = Rounding.Round(value.AsFloat, precision);
        return toInteger ? Value.From(NumberConversion.Truncate(rounded)) : Value.From(rounded);
    }

    // func(value * 10**precision) / 10**precision, with whatever that does to the last digits
    private static Value Directed(Arguments args, bool up)
    {
        var unit = Arithmetic.Power(10, args.Or(1, 0));
        var scaled = Arithmetic.Multiply(args.State, args[0], unit);
        if (!scaled.IsNumber)
        {
            throw TemplateException.Runtime($"must be real number, not {scaled.TypeName}");
        }

        var whole = scaled.IsFloat
            ? Value.From(NumberConversion.Truncate(up ? Math.Ceiling(scaled.AsFloat) : Math.Floor(scaled.AsFloat)))
            : scaled;
        return Arithmetic.Divide(whole, unit);
    }

    // A base Python refuses makes the text no integer, and the default stands in.
    private static bool IsBase(Arguments args, out int numberBase)
    {
        var given = args.Or(2, 10);
        numberBase = given.IsInt || given.IsBool ? (int)Math.Clamp(given.AsInt, -1, int.MaxValue) : -1;
        return numberBase is 0 or (>= 2 and <= 36);
    }
}
