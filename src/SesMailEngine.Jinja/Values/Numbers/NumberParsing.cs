using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Python's <c>int(text, base)</c> and <c>float(text)</c>: white space around, underscores between digits, digits of any script.</summary>
internal static class NumberParsing
{
    /// <summary>Digits an integer may have in text, as in Python: reading them takes quadratic time.</summary>
    public const int MaxDigits = 4300;

    private static readonly SearchValues<char> FloatCharacters = SearchValues.Create("0123456789_.eE+-");

    /// <summary><c>int(text, base)</c>; false where Python raises a ValueError about the text.</summary>
    /// <exception cref="TemplateException">The base is neither 0 nor between 2 and 36.</exception>
    public static bool TryParseInteger(string text, int numberBase, out BigInteger value)
    {
        if (numberBase is not 0 and (< 2 or > 36))
        {
            throw TemplateException.Runtime("int() base must be >= 2 and <= 36, or 0");
        }

        value = default;
        ReadOnlySpan<char> rest = Normalize(text);
        bool negative = rest is ['-', ..];
        if (rest is ['+' or '-', ..])
        {
            rest = rest[1..];
        }

        int prefixed = PrefixBase(rest);
        bool decimalZero = false;
        if (prefixed != 0 && (numberBase == 0 || numberBase == prefixed))
        {
            numberBase = prefixed;
            rest = rest[2..];
            rest = rest is ['_', ..] ? rest[1..] : rest;
        }
        else if (numberBase == 0)
        {
            // Without a prefix base 0 reads a Python literal, which has no leading zeros.
            numberBase = 10;
            decimalZero = rest is ['0', ..];
        }

        Span<char> digits = rest.Length <= 256 ? stackalloc char[rest.Length] : new char[rest.Length];
        if (!TryStripUnderscores(rest, digits, char.IsAsciiLetterOrDigit, out int count) || count > 4 * MaxDigits)
        {
            return false;
        }

        digits = digits[..count];
        if (numberBase == 10)
        {
            if (digits.ContainsAnyExceptInRange('0', '9') || count > MaxDigits || (decimalZero && digits.ContainsAnyExcept('0')))
            {
                return false;
            }

            value = count <= 18
                ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
                : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        else
        {
            foreach (char c in digits)
            {
                int digit = DigitOf(c);
                if (digit >= numberBase)
                {
                    return false;
                }

                value = (value * numberBase) + digit;
            }
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary><c>float(text)</c>; false where Python raises a ValueError.</summary>
    public static bool TryParseFloat(string text, out double value)
    {
        ReadOnlySpan<char> rest = Normalize(text);
        value = 0;
        bool negative = rest is ['-', ..];
        if (rest is ['+' or '-', ..])
        {
            rest = rest[1..];
        }

        if (rest.Equals("inf", StringComparison.OrdinalIgnoreCase) || rest.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (rest.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        Span<char> digits = rest.Length <= 256 ? stackalloc char[rest.Length] : new char[rest.Length];
        if (rest.ContainsAnyExcept(FloatCharacters) || !rest.ContainsAnyInRange('0', '9') || !TryStripUnderscores(rest, digits, char.IsAsciiDigit, out int count))
        {
            return false;
        }

        digits = digits[..count];
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (digits[0] is '+' or '-' || !double.TryParse(digits, Style, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        value = negative ? -value : value;
        return true;
    }

    // Trims white space and turns decimal digits of any script into ASCII ones.
    private static string Normalize(string text)
    {
        string trimmed = Trimming.Trim(text);
        if (Ascii.IsValid(trimmed))
        {
            return trimmed;
        }

        var output = new StringBuilder(trimmed.Length);
        for (int i = 0; i < trimmed.Length; i += CodePoints.WidthAt(trimmed, i))
        {
            int digit = CharUnicodeInfo.GetDecimalDigitValue(trimmed, i);
            output.Append(digit >= 0 ? (char)('0' + digit) : trimmed[i]);
        }

        return output.ToString();
    }

    private static int PrefixBase(ReadOnlySpan<char> text) =>
        text is not ['0', var mark, ..]
            ? 0
            : char.ToLowerInvariant(mark) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };

    private static bool TryStripUnderscores(ReadOnlySpan<char> text, Span<char> digits, Func<char, bool> isDigit, out int count)
    {
        count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '_')
            {
                digits[count++] = text[i];
            }
            else if (i == 0 || i + 1 == text.Length || !isDigit(text[i - 1]) || !isDigit(text[i + 1]))
            {
                return false;
            }
        }

        return count > 0;
    }

    private static int DigitOf(char c) =>
        c is >= '0' and <= '9' ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : int.MaxValue;
}
