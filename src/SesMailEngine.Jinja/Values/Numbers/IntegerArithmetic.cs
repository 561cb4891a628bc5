using System.Numerics;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Python's arithmetic of integers of any size, as far as .NET's differs: division rounds down, powers are bounded.</summary>
internal static class IntegerArithmetic
{
    /// <summary>The most bits a result may have. Python has no such limit, but needs minutes beyond it.</summary>
    public const int MaxBits = 1_000_000;

    /// <summary><c>left // right</c>, rounded towards minus infinity.</summary>
    public static BigInteger FloorDivide(BigInteger left, BigInteger right)
    {
        CheckDivisor(right);
        BigInteger quotient = BigInteger.DivRem(left, right, out BigInteger rest);
        return !rest.IsZero && (rest.Sign < 0) != (right.Sign < 0) ? quotient - 1 : quotient;
    }

    /// <summary><c>left % right</c>, with the sign of the divisor.</summary>
    public static BigInteger Modulo(BigInteger left, BigInteger right)
    {
        CheckDivisor(right);
        BigInteger rest = BigInteger.Remainder(left, right);
        return !rest.IsZero && (rest.Sign < 0) != (right.Sign < 0) ? rest + right : rest;
    }

    /// <summary><c>left / right</c>: the double nearest to the exact quotient.</summary>
    public static double Divide(BigInteger left, BigInteger right)
    {
        if (right.IsZero)
        {
            throw TemplateException.Runtime("division by zero");
        }

        if (left.GetBitLength() <= 53 && right.GetBitLength() <= 53)
        {
            return (double)(long)left / (long)right;
        }

        // A quotient of at least 66 bits, the last one telling whether there is a rest, rounds as the exact one does.
        BigInteger numerator = BigInteger.Abs(left);
        BigInteger denominator = BigInteger.Abs(right);
        int shift = (int)Math.Max(0, 66 + denominator.GetBitLength() - numerator.GetBitLength());
        BigInteger quotient = BigInteger.DivRem(numerator << shift, denominator, out BigInteger rest);
        quotient = rest.IsZero ? quotient : quotient | BigInteger.One;
        double value = Math.ScaleB(NumberConversion.Nearest(quotient), -shift);
        if (double.IsInfinity(value))
        {
            throw TemplateException.Runtime("integer division result too large for a float");
        }

        return (left.Sign < 0) != (right.Sign < 0) ? -value : value;
    }

    /// <summary><c>left ** right</c> for an exponent of at least 0.</summary>
    public static BigInteger Power(BigInteger left, BigInteger right)
    {
        if (right.IsZero || left.IsOne)
        {
            return BigInteger.One;
        }

        if (left.IsZero)
        {
            return BigInteger.Zero;
        }

        if (left == BigInteger.MinusOne)
        {
            return right.IsEven ? BigInteger.One : BigInteger.MinusOne;
        }

        CheckSize(right > MaxBits ? long.MaxValue : (BigInteger.Abs(left).GetBitLength() - 1) * (long)right);
        return BigInteger.Pow(left, (int)right);
    }

    /// <summary><c>left * right</c>.</summary>
    public static BigInteger Multiply(BigInteger left, BigInteger right)
    {
        CheckSize(left.GetBitLength() + right.GetBitLength());
        return left * right;
    }

    private static void CheckSize(long bits)
    {
        if (bits > MaxBits)
        {
            throw TemplateException.Limit($"an integer of more than {MaxBits} bits exceeds the limit");
        }
    }

    private static void CheckDivisor(BigInteger divisor)
    {
        if (divisor.IsZero)
        {
            throw TemplateException.Runtime("integer division or modulo by zero");
        }
    }
}
