using System.Globalization;
using System.Numerics;
using System.Text;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Integers as text.</summary>
internal static class IntegerText
{
    // 4,300 decimal digits have at most this many bits; asking the length is cheap, writing the digits is not.
    private const int MaxDecimalBits = 14285;

    /// <summary>The decimal digits with a minus sign if negative. Python writes no more than 4,300 of them.</summary>
    public static string ToDecimal(BigInteger value)
    {
        string text = value.GetBitLength() <= MaxDecimalBits ? value.ToString(CultureInfo.InvariantCulture) : "";
        return text.Length > 0 && text.Length - (value.Sign < 0 ? 1 : 0) <= NumberParsing.MaxDigits
            ? text
            : throw TemplateException.Runtime("Exceeds the limit (4300 digits) for integer string conversion");
    }

    /// <summary>The digits of |<paramref name="value"/>| in base 2, 8 or 16 (lower case).</summary>
    public static string ToPowerOfTwoBase(BigInteger value, int bitsPerDigit)
    {
        BigInteger magnitude = BigInteger.Abs(value);
        if (magnitude.IsZero)
        {
            return "0";
        }

        byte[] bytes = magnitude.ToByteArray(isUnsigned: true);
        int count = (int)((magnitude.GetBitLength() + bitsPerDigit - 1) / bitsPerDigit);
        var output = new StringBuilder(count);
        for (int i = count - 1; i >= 0; i--)
        {
            int digit = 0;
            for (int bit = bitsPerDigit - 1; bit >= 0; bit--)
            {
                int at = (i * bitsPerDigit) + bit;
                digit = (digit << 1) | (at / 8 < bytes.Length ? (bytes[at / 8] >> (at % 8)) & 1 : 0);
            }

            output.Append("0123456789abcdef"[digit]);
        }

        return output.ToString();
    }
}
