using System.Numerics;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Conversions between Python's number types.</summary>
internal static class NumberConversion
{
    /// <summary><c>int(number)</c>: towards zero; NaN and infinity are errors.</summary>
    public static BigInteger Truncate(double number) =>
        double.IsNaN(number) ? throw TemplateException.Runtime("cannot convert float NaN to integer")
        : double.IsInfinity(number) ? throw TemplateException.Runtime("cannot convert float infinity to integer")
        : new BigInteger(number);

    /// <summary><c>float(number)</c> of an int; an error beyond the range of a double.</summary>
    public static double ToFloat(BigInteger number)
    {
        double value = Nearest(number);
        return double.IsFinite(value) ? value : throw TemplateException.Runtime("int too large to convert to float");
    }

    /// <summary>
    /// The double nearest to an integer, halves to even; infinity beyond the range. The framework's own conversion
    /// cuts the bits that do not fit.
    /// </summary>
    public static double Nearest(BigInteger number)
    {
        if (number >= long.MinValue && number <= long.MaxValue)
        {
            return (long)number;
        }

        BigInteger magnitude = BigInteger.Abs(number);
        long shift = magnitude.GetBitLength() - 64;
        if (shift > 1024)
        {
            return number.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (shift <= 0)
        {
            return number.Sign < 0 ? -(double)(ulong)magnitude : (double)(ulong)magnitude;
        }

        // 64 bits are enough to round 53 of them, if the last one tells whether anything was cut.
        ulong top = (ulong)(magnitude >> (int)shift);
        bool exact = (magnitude & ((BigInteger.One << (int)shift) - 1)).IsZero;
        double value = Math.ScaleB((double)(exact ? top : top | 1), (int)shift);
        return number.Sign < 0 ? -value : value;
    }
}
