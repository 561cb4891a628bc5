using System.Globalization;
using System.Numerics;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Python's <c>round</c>: half to even, on the exact binary value.</summary>
internal static class Rounding
{
    // Beyond these powers of ten a double is unchanged, or zero.
    private const int MaxDecimals = 323;
    private const int MinDecimals = -308;

    /// <summary><c>round(value, decimals)</c>. NaN and infinities stay what they are.</summary>
    public static double Round(double value, long decimals)
    {
        if (!double.IsFinite(value) || decimals > MaxDecimals)
        {
            return value;
        }

        if (decimals < MinDecimals)
        {
            return 0.0 * value;
        }

        string digits = ExactDecimal.ScaledDigits(value, (int)decimals);
        double magnitude = double.Parse($"{digits}E{-decimals}", NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        if (double.IsInfinity(magnitude))
        {
            throw TemplateException.Runtime("rounded value too large to represent");
        }

        return double.IsNegative(value) ? -magnitude : magnitude;
    }

    /// <summary><c>round(value, decimals)</c> of an integer: negative decimals round to tens, hundreds and so on.</summary>
    public static BigInteger Round(BigInteger value, long decimals)
    {
        if (decimals >= 0)
        {
            return value;
        }

        // No more digits than the number has bits: everything beyond rounds to zero.
        if (-decimals > value.GetBitLength())
        {
            return BigInteger.Zero;
        }

        BigInteger unit = BigInteger.Pow(10, (int)-decimals);
        BigInteger magnitude = DivideHalfEven(BigInteger.Abs(value), unit) * unit;
        return value.Sign < 0 ? -magnitude : magnitude;
    }

    /// <summary>The quotient of two positive numbers, rounded half to even.</summary>
    public static BigInteger DivideHalfEven(BigInteger numerator, BigInteger denominator)
    {
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int comparison = (rest * 2).CompareTo(denominator);
        return comparison > 0 || (comparison == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
