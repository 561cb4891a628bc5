using System.Globalization;
using System.Numerics;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>The methods of integers (booleans among them) and of floats.</summary>
internal static class NumberMethods
{
    internal static IEnumerable<Builtin> OfIntegers { get; } =
    [
        new("bit_length(self, /)", BitLength),
        new("bit_count(self, /)", BitCount),
        new("conjugate(self, /)", Conjugate),
        new("as_integer_ratio(self, /)", AsIntegerRatio),
    ];

    internal static IEnumerable<Builtin> OfFloats { get; } =
    [
        new("is_integer(self, /)", IsInteger),
        new("hex(self, /)", Hex),
        new("conjugate(self, /)", Conjugate),
        new("as_integer_ratio(self, /)", AsIntegerRatio),
    ];

    /// <summary>How many binary digits the number has, without sign.</summary>
    /// <example>{{ (5).bit_length() }} => 3</example>
    private static Value BitLength(Arguments args) => BigInteger.Abs(args[0].AsBig).GetBitLength();

    /// <summary>How many of its binary digits are 1.</summary>
    /// <example>{{ (5).bit_count() }} => 2</example>
    private static Value BitCount(Arguments args) => IntegerText.ToPowerOfTwoBase(args[0].AsBig, 1).AsSpan().Count('1');

    /// <summary>The number itself.</summary>
    /// <example>{{ (5).conjugate() }} => 5</example>
    private static Value Conjugate(Arguments args) => args[0].IsBool ? Value.From(args[0].AsInt) : args[0];

    /// <summary>Numerator and denominator of the exact value.</summary>
    /// <example>{{ (0.75).as_integer_ratio() }} => (3, 4)</example>
    private static Value AsIntegerRatio(Arguments args)
    {
        if (args[0].IsIntegral)
        {
            return Value.Tuple(Value.From(args[0].AsBig), 1);
        }

        // Doubling is exact and ends after at most 1,074 times.
        double number = args[0].AsFloat;
        _ = NumberConversion.Truncate(number);
        int shift = 0;
        while (number != Math.Truncate(number))
        {
            number *= 2;
            shift++;
        }

        return Value.Tuple(Value.From(new BigInteger(number)), Value.From(BigInteger.One << shift));
    }

    /// <summary>Whether the float is a whole number.</summary>
    /// <example>{{ (4.0).is_integer() }} {{ (4.5).is_integer() }} => True False</example>
    private static Value IsInteger(Arguments args) => args[0].AsFloat == Math.Truncate(args[0].AsFloat) && double.IsFinite(args[0].AsFloat);

    /// <summary>The exact value with a hexadecimal mantissa.</summary>
    /// <example>{{ (0.75).hex() }} => 0x1.8000000000000p-1</example>
    private static Value Hex(Arguments args)
    {
        double number = args[0].AsFloat;
        if (!double.IsFinite(number))
        {
            return FloatText.Repr(number);
        }

        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)((bits >> 52) & 0x7FF);
        string mantissa = (bits & 0xF_FFFF_FFFF_FFFF).ToString("x13", CultureInfo.InvariantCulture);
        string sign = double.IsNegative(number) ? "-" : "";
        return number == 0 ? sign + "0x0.0p+0"
            : exponent == 0 ? $"{sign}0x0.{mantissa}p-1022"
            : string.Create(CultureInfo.InvariantCulture, $"{sign}0x1.{mantissa}p{(exponent >= 1023 ? "+" : "")}{exponent - 1023}");
    }
}
