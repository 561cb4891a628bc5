using System.Globalization;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>The shortest decimal digits that read back as the same double, and the power of ten of the first of them.</summary>
internal readonly record struct ShortestDecimal(string Digits, int Exponent)
{
    /// <summary>The shortest digits of |<paramref name="value"/>|, which must be finite. Zero is digit 0, exponent 0.</summary>
    public static ShortestDecimal Of(double value)
    {
        Span<char> buffer = stackalloc char[32];
        Math.Abs(value).TryFormat(buffer, out int written, "R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> text = buffer[..written];

        int exponent = 0;
        int mark = text.IndexOf('E');
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        int point = text.IndexOf('.');
        Span<char> digits = stackalloc char[32];
        int count = 0;
        foreach (char c in text)
        {
            if (c != '.')
            {
                digits[count++] = c;
            }
        }

        int integerDigits = point < 0 ? text.Length : point;
        ReadOnlySpan<char> all = digits[..count];
        int leadingZeros = all.IndexOfAnyExcept('0');
        if (leadingZeros < 0)
        {
            return new ShortestDecimal("0", 0);
        }

        return new ShortestDecimal(all[leadingZeros..].TrimEnd('0').ToString(), exponent + integerDigits - 1 - leadingZeros);
    }
}
