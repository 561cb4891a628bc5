using System.Globalization;
using System.Numerics;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>Numbers as Python writes them, with <c>_</c> between digits and <c>0x</c>, <c>0o</c>, <c>0b</c>.</summary>
internal static class NumberLiteral
{
    // Python refuses to read integers of more digits; reading takes quadratic time.
    private const int MaxDigits = 4300;

    /// <summary>The length of the number at the start, or 0. A number after a dot is an index and never a float.</summary>
    internal static int Match(ReadOnlySpan<char> source, bool afterDot, out bool isFloat)
    {
        isFloat = false;
        if (!afterDot && MatchFloat(source) is var length and > 0)
        {
            isFloat = true;
            return length;
        }

        if (source[0] == '0')
        {
            int based = source.Length < 2 ? 0 : char.ToLowerInvariant(source[1]) switch
            {
                'b' => Digits(source, 2, static c => c is '0' or '1', leadingUnderscore: true),
                'o' => Digits(source, 2, static c => c is >= '0' and <= '7', leadingUnderscore: true),
                'x' => Digits(source, 2, char.IsAsciiHexDigit, leadingUnderscore: true),
                _ => 0,
            };
            return based > 2 ? based : Digits(source, 0, static c => c == '0', leadingUnderscore: false);
        }

        return Digits(source, 0, char.IsAsciiDigit, leadingUnderscore: false);
    }

    /// <summary>The value of a matched number.</summary>
    internal static Value Parse(string text, bool isFloat, out string? problem)
    {
        problem = null;
        text = text.Replace("_", string.Empty, StringComparison.Ordinal);
        if (isFloat)
        {
            return Value.From(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        int bits = text.Length < 2 ? 0 : char.ToLowerInvariant(text[1]) switch { 'b' => 1, 'o' => 3, 'x' => 4, _ => 0 };
        if (bits == 0)
        {
            if (text.Length > MaxDigits)
            {
                problem = $"Exceeds the limit ({MaxDigits}) for integer string conversion";
                return Value.Missing;
            }

            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long small)
                ? Value.From(small)
                : Value.From(BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        }

        if (text.Length > MaxDigits)
        {
            problem = $"Exceeds the limit ({MaxDigits}) for integer string conversion";
            return Value.Missing;
        }

        var result = BigInteger.Zero;
        foreach (char c in text.AsSpan(2))
        {
            result = (result << bits) + Convert.ToInt32(c.ToString(), 16);
        }

        return Value.From(result);
    }

    private static int MatchFloat(ReadOnlySpan<char> source)
    {
        int at = Digits(source, 0, char.IsAsciiDigit, leadingUnderscore: false);
        bool fraction = false;
        if (at < source.Length && source[at] == '.')
        {
            int end = Digits(source, at + 1, char.IsAsciiDigit, leadingUnderscore: false);
            if (end > at + 1)
            {
                (at, fraction) = (end, true);
            }
        }

        if (at < source.Length && source[at] is 'e' or 'E')
        {
            int digits = at + 1 < source.Length && source[at + 1] is '+' or '-' ? at + 2 : at + 1;
            int end = Digits(source, digits, char.IsAsciiDigit, leadingUnderscore: false);
            if (end > digits)
            {
                return end;
            }
        }

        return fraction ? at : 0;
    }

    // Digits with single underscores between them.
    private static int Digits(ReadOnlySpan<char> source, int at, Func<char, bool> isDigit, bool leadingUnderscore)
    {
        int start = at;
        while (at < source.Length)
        {
            if (isDigit(source[at]))
            {
                at++;
            }
            else if (source[at] == '_' && (at > start || leadingUnderscore) && at + 1 < source.Length && isDigit(source[at + 1]))
            {
                at += 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
