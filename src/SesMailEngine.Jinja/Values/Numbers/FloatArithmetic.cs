using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Numbers;

/// <summary>Python's arithmetic of floats, as far as IEEE's differs: zero divisors are errors, so are powers that overflow.</summary>
internal static class FloatArithmetic
{
    /// <summary><c>left / right</c>.</summary>
    public static double Divide(double left, double right) =>
        right == 0 ? throw TemplateException.Runtime("float division by zero") : left / right;

    /// <summary><c>left // right</c>.</summary>
    public static double FloorDivide(double left, double right) => DivMod(left, right).Quotient;

    /// <summary><c>left % right</c>, with the sign of the divisor.</summary>
    public static double Modulo(double left, double right) => DivMod(left, right).Remainder;

    /// <summary><c>left ** right</c>.</summary>
    public static double Power(double left, double right)
    {
        if (left == 0 && right < 0)
        {
            throw TemplateException.Runtime("0.0 cannot be raised to a negative power");
        }

        double value = Math.Pow(left, right);
        if (double.IsFinite(left) && double.IsFinite(right))
        {
            if (double.IsNaN(value))
            {
                throw TemplateException.Runtime("a negative number cannot be raised to a fractional power: the result is not real");
            }

            if (double.IsInfinity(value))
            {
                throw TemplateException.Runtime("(34, 'Numerical result out of range')");
            }
        }

        return value;
    }

    // The remainder decides, the quotient follows from it: 1.0 // 0.1 is 9.
    private static (double Quotient, double Remainder) DivMod(double left, double right)
    {
        if (right == 0)
        {
            throw TemplateException.Runtime("float floor division by zero");
        }

        double remainder = left % right;
        double quotient = (left - remainder) / right;
        if (remainder == 0)
        {
            remainder = Math.CopySign(0, right);
        }
        else if ((right < 0) != (remainder < 0))
        {
            remainder += right;
            quotient -= 1;
        }

        if (quotient == 0)
        {
            return (Math.CopySign(0, left / right), remainder);
        }

        double floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder);
    }
}
