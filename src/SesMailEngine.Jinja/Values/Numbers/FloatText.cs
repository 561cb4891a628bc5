using System.Globalization;
using System.Text;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Floats as text: Python's <c>repr</c> and the styles e, f and g of its format languages.</summary>
internal static class FloatText
{
    private const int DefaultPrecision = 6;

    /// <summary><c>repr</c> and <c>str</c>: the shortest form, with an exponent below 1e-04 and from 1e+16 on.</summary>
    /// <param name="value">The number.</param>
    /// <param name="keepPoint">Whether a single digit keeps a point before the exponent, as the alternate form asks.</param>
    public static string Repr(double value, bool keepPoint = false)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        // The common case: an integer that double represents exactly.
        if (Math.Abs(value) < 1e15 && value == Math.Truncate(value))
        {
            return value == 0 && double.IsNegative(value)
                ? "-0.0"
                : string.Create(CultureInfo.InvariantCulture, $"{(long)value}.0");
        }

        ShortestDecimal shortest = ShortestDecimal.Of(value);
        string text = shortest.Exponent is < -4 or >= 16
            ? Scientific(shortest.Digits, shortest.Exponent, shortest.Digits.Length - 1, 'e', keepPoint)
            : Positional(shortest.Digits, shortest.Exponent);
        return double.IsNegative(value) ? "-" + text : text;
    }

    /// <summary>
    /// |<paramref name="value"/>| in a style, without sign: e, E, f, F, g or G. In <paramref name="alternate"/> form the
    /// point and g's trailing zeros stay. Precision is bounded by the longest string allowed.
    /// </summary>
    public static string Format(double value, char style, int precision = DefaultPrecision, bool alternate = false)
    {
        if (!double.IsFinite(value))
        {
            string name = double.IsNaN(value) ? "nan" : "inf";
            return char.IsAsciiLetterUpper(style) ? name.ToUpperInvariant() : name;
        }

        // Beyond 1,100 digits a double has only zeros (its exact value has at most 1,074 decimals).
        Padding.Check(precision);
        return char.ToLowerInvariant(style) switch
        {
            'f' => Fixed(value, precision, alternate),
            'e' => Exponential(value, style, precision, alternate),
            'g' => General(value, style, Math.Max(1, precision), alternate, addZero: false),
            _ => throw new ArgumentOutOfRangeException(nameof(style)),
        };
    }

    /// <summary>
    /// Style g as <c>format</c> uses it when a precision comes without a style: at least one digit after the point, an
    /// exponent one digit sooner.
    /// </summary>
    public static string FormatUnstyled(double value, int precision, bool alternate)
    {
        Padding.Check(precision);
        return double.IsFinite(value)
            ? General(value, 'g', Math.Max(1, precision), alternate, addZero: true)
            : Format(value, 'g');
    }

    private static string NotFinite(double value) =>
        double.IsNaN(value) ? "nan" : double.IsNegative(value) ? "-inf" : "inf";

    private static string Fixed(double value, int precision, bool alternate)
    {
        int exact = Math.Min(precision, 1100);
        string digits = ExactDecimal.ScaledDigits(value, exact);
        if (exact == 0)
        {
            return alternate ? digits + "." : digits;
        }

        digits = digits.PadLeft(exact + 1, '0');
        string text = $"{digits.AsSpan(0, digits.Length - exact)}.{digits.AsSpan(digits.Length - exact)}";
        return text + new string('0', precision - exact);
    }

    private static string Exponential(double value, char style, int precision, bool alternate)
    {
        int exact = Math.Min(precision, 1100);
        (string digits, int exponent) = ExactDecimal.Significant(value, exact + 1);
        return Scientific(digits + new string('0', precision - exact), exponent, precision, style, alternate);
    }

    private static string General(double value, char style, int precision, bool alternate, bool addZero)
    {
        int exact = Math.Min(precision, 1100);
        (string digits, int exponent) = ExactDecimal.Significant(value, exact);
        char exponentMark = style == 'G' ? 'E' : 'e';
        if (exponent < -4 || exponent >= precision - (addZero ? 1 : 0))
        {
            string kept = alternate ? digits : digits.TrimEnd('0');
            kept = kept.Length == 0 ? "0" : kept;
            return Scientific(kept, exponent, kept.Length - 1, exponentMark, alternate);
        }

        string text = Positional(alternate ? digits + new string('0', precision - exact) : digits, exponent, pad: false);
        int point = text.IndexOf('.');
        if (alternate)
        {
            return point < 0 ? text + "." : text;
        }

        text = point < 0 ? text : text.TrimEnd('0').TrimEnd('.');
        return addZero && !text.Contains('.') ? text + ".0" : text;
    }

    // digits d.ddd at the exponent, at least two exponent digits
    private static string Scientific(string digits, int exponent, int decimals, char style, bool keepPoint)
    {
        var output = new StringBuilder(digits.Length + 8).Append(digits[0]);
        if (decimals > 0)
        {
            output.Append('.').Append(digits, 1, Math.Min(decimals, digits.Length - 1));
        }
        else if (keepPoint)
        {
            output.Append('.');
        }

        return output.Append(style).Append(exponent < 0 ? '-' : '+')
            .Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }

    private static string Positional(string digits, int exponent, bool pad = true)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        int integerDigits = exponent + 1;
        if (digits.Length <= integerDigits)
        {
            return digits + new string('0', integerDigits - digits.Length) + (pad ? ".0" : "");
        }

        return $"{digits.AsSpan(0, integerDigits)}.{digits.AsSpan(integerDigits)}";
    }
}
