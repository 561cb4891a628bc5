using System.Globalization;
using System.Numerics;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>
/// Decimal digits of a double's exact binary value, rounded half to even, as David Gay's algorithm gives them to Python.
/// .NET's own formats round halves away from zero.
/// </summary>
internal static class ExactDecimal
{
    private const int MaxFastDecimals = 20;

    /// <summary>
    /// |<paramref name="value"/>| * 10^<paramref name="decimals"/> rounded to an integer, as its digits.
    /// The value must be finite; decimals may be negative.
    /// </summary>
    public static string ScaledDigits(double value, int decimals)
    {
        (ulong mantissa, int exponent) = Decompose(value);
        if (mantissa == 0)
        {
            return "0";
        }

        if (decimals is >= 0 and <= MaxFastDecimals && exponent <= 0)
        {
            // 53 bits times 10^20 stay within 128.
            UInt128 scaled = mantissa * Pow10(decimals);
            int shift = -exponent;
            UInt128 rounded = shift > 120 ? UInt128.Zero : RoundShift(scaled, shift);
            return rounded <= ulong.MaxValue
                ? ((ulong)rounded).ToString(CultureInfo.InvariantCulture)
                : rounded.ToString(CultureInfo.InvariantCulture);
        }

        (BigInteger numerator, BigInteger denominator) = Ratio(mantissa, exponent, decimals);
        return Rounding.DivideHalfEven(numerator, denominator).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The first <paramref name="count"/> significant digits of a finite value and the exponent of the first one:
    /// 1234.5 with 3 gives 123 and 3.
    /// </summary>
    public static (string Digits, int Exponent) Significant(double value, int count)
    {
        if (value == 0)
        {
            return (new string('0', count), 0);
        }

        (string shortest, int exponent) = ShortestDecimal.Of(value);
        if (shortest == "1" && IsBelowPowerOfTen(value, exponent))
        {
            // The shortest form of 9.99…e27 is 1e28: the digits asked for start one place lower.
            exponent--;
        }

        string digits = ScaledDigits(value, count - 1 - exponent);

        // Rounding may carry into a new digit: 9.99 to two digits is 10.
        return digits.Length > count ? (digits[..count], exponent + 1) : (digits, exponent);
    }

    private static bool IsBelowPowerOfTen(double value, int power)
    {
        (ulong mantissa, int exponent) = Decompose(value);
        (BigInteger numerator, BigInteger denominator) = Ratio(mantissa, exponent, -power);
        return numerator < denominator;
    }

    // mantissa * 2^exponent * 10^decimals as a fraction
    private static (BigInteger Numerator, BigInteger Denominator) Ratio(ulong mantissa, int exponent, int decimals)
    {
        BigInteger numerator = mantissa;
        BigInteger denominator = BigInteger.One;
        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        return decimals >= 0
            ? (numerator * BigInteger.Pow(10, decimals), denominator)
            : (numerator, denominator * BigInteger.Pow(10, -decimals));
    }

    private static UInt128 RoundShift(UInt128 value, int shift)
    {
        if (shift == 0)
        {
            return value;
        }

        UInt128 quotient = value >> shift;
        UInt128 rest = value - (quotient << shift);
        UInt128 half = UInt128.One << (shift - 1);
        return rest > half || (rest == half && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }

    private static (ulong Mantissa, int Exponent) Decompose(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        ulong mantissa = (ulong)bits & 0xF_FFFF_FFFF_FFFF;
        return exponent == 0 ? (mantissa, -1074) : (mantissa | 0x10_0000_0000_0000, exponent - 1075);
    }

    private static UInt128 Pow10(int exponent)
    {
        UInt128 power = UInt128.One;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
