using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values.Formatting;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>+ - * / // % **</c> and the signs, on numbers and on what they mean for texts and lists.</summary>
internal static class Arithmetic
{
    internal static Value Add(RenderState state, Value left, Value right)
    {
        if (left.IsInt && right.IsInt)
        {
            long sum = unchecked(left.AsInt + right.AsInt);
            bool overflows = ((left.AsInt ^ sum) & (right.AsInt ^ sum)) < 0;
            return overflows ? Value.From((BigInteger)left.AsInt + right.AsInt) : Value.From(sum);
        }

        if (left.IsNumber && right.IsNumber)
        {
            return left.IsFloat || right.IsFloat
                ? Value.From(Float(left) + Float(right))
                : Value.From(left.AsBig + right.AsBig);
        }

        return Concatenate(state, left, right);
    }

    internal static Value Subtract(Value left, Value right)
    {
        CheckNumbers(left, right, "-");
        if (left.IsFloat || right.IsFloat)
        {
            return Value.From(Float(left) - Float(right));
        }

        if (left.IsInt && right.IsInt)
        {
            long difference = unchecked(left.AsInt - right.AsInt);
            bool overflows = ((left.AsInt ^ right.AsInt) & (left.AsInt ^ difference)) < 0;
            return overflows ? Value.From((BigInteger)left.AsInt - right.AsInt) : Value.From(difference);
        }

        return Value.From(left.AsBig - right.AsBig);
    }

    internal static Value Multiply(RenderState state, Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            if (left.IsFloat || right.IsFloat)
            {
                return Value.From(Float(left) * Float(right));
            }

            return left.IsInt && right.IsInt && !TooLarge(left.AsInt, right.AsInt, out long product)
                ? Value.From(product)
                : Value.From(IntegerArithmetic.Multiply(left.AsBig, right.AsBig));
        }

        RejectUndefined(left, right);
        if (IsSequence(left))
        {
            return Repeat(state, left, right);
        }

        return IsSequence(right) ? Repeat(state, right, left) : throw Unsupported("*", left, right);
    }

    internal static Value Divide(Value left, Value right)
    {
        CheckNumbers(left, right, "/");
        return left.IsFloat || right.IsFloat
            ? Value.From(FloatArithmetic.Divide(Float(left), Float(right)))
            : Value.From(IntegerArithmetic.Divide(left.AsBig, right.AsBig));
    }

    internal static Value FloorDivide(Value left, Value right)
    {
        CheckNumbers(left, right, "//");
        if (left.IsFloat || right.IsFloat)
        {
            return Value.From(FloatArithmetic.FloorDivide(Float(left), Float(right)));
        }

        if (left.IsInt && right.IsInt && right.AsInt > 0)
        {
            (long quotient, long rest) = Math.DivRem(left.AsInt, right.AsInt);
            return Value.From(rest < 0 ? quotient - 1 : quotient);
        }

        return Value.From(IntegerArithmetic.FloorDivide(left.AsBig, right.AsBig));
    }

    internal static Value Modulo(RenderState state, Value left, Value right)
    {
        if (left.IsText)
        {
            return Value.Text(PrintfFormatter.Format(left.AsText, right, left.IsMarkup, state.MaxOutput), left.IsMarkup);
        }

        CheckNumbers(left, right, "%");
        if (left.IsFloat || right.IsFloat)
        {
            return Value.From(FloatArithmetic.Modulo(Float(left), Float(right)));
        }

        if (left.IsInt && right.IsInt && right.AsInt > 0)
        {
            long rest = left.AsInt % right.AsInt;
            return Value.From(rest < 0 ? rest + right.AsInt : rest);
        }

        return Value.From(IntegerArithmetic.Modulo(left.AsBig, right.AsBig));
    }

    internal static Value Power(Value left, Value right)
    {
        CheckNumbers(left, right, "** or pow()");
        return left.IsFloat || right.IsFloat || right.AsBig.Sign < 0
            ? Value.From(FloatArithmetic.Power(Float(left), Float(right)))
            : Value.From(IntegerArithmetic.Power(left.AsBig, right.AsBig));
    }

    internal static Value Negate(Value value)
    {
        CheckOperand(value, "-");
        return value.IsFloat ? Value.From(-value.AsFloat)
            : value.IsInt && value.AsInt != long.MinValue ? Value.From(-value.AsInt)
            : Value.From(-value.AsBig);
    }

    internal static Value Plus(Value value)
    {
        CheckOperand(value, "+");
        return value.IsBool ? Value.From(value.AsInt) : value;
    }

    private static Value Concatenate(RenderState state, Value left, Value right)
    {
        RejectUndefined(left, right);
        switch (left.Reference, right.Reference)
        {
            case (string first, string second):
                bool safe = left.IsMarkup || right.IsMarkup;
                first = safe && !left.IsMarkup ? HtmlEscaping.Escape(first) : first;
                second = safe && !right.IsMarkup ? HtmlEscaping.Escape(second) : second;
                state.ReserveText((long)first.Length + second.Length);
                return Value.Text(first + second, safe);
            case (ListValue first, ListValue second):
                state.ReserveItems(first.Items.Count + second.Items.Count);
                return Value.From(new ListValue([.. first.Items, .. second.Items]));
            case (TupleValue first, TupleValue second):
                state.ReserveItems(first.Items.Length + second.Items.Length);
                return Value.Tuple([.. first.Items, .. second.Items]);
            case (string or ListValue or TupleValue, _):
                string type = left.IsText ? "str" : left.TypeName;
                throw TemplateException.Runtime($"can only concatenate {type} (not \"{right.TypeName}\") to {type}");
            default:
                throw Unsupported("+", left, right);
        }
    }

    private static Value Repeat(RenderState state, Value sequence, Value count)
    {
        if (!count.IsIntegral)
        {
            throw TemplateException.Runtime($"can't multiply sequence by non-int of type '{count.TypeName}'");
        }

        int length = sequence.Reference switch
        {
            string text => text.Length,
            ListValue list => list.Items.Count,
            _ => sequence.AsTuple.Items.Length,
        };
        var wanted = count.AsBig.Sign < 0 ? BigInteger.Zero : count.AsBig * length;
        long total = (long)BigInteger.Min(wanted, long.MaxValue / 2);
        if (sequence.IsText)
        {
            state.ReserveText(total);
            int times = length == 0 ? 0 : (int)(total / length);
            return Value.Text(Padding.Repeat(sequence.AsText, times, state.MaxOutput), sequence.IsMarkup);
        }

        state.ReserveItems(total);
        var items = new Value[total];
        var source = sequence.Reference is ListValue from ? [.. from.Items] : sequence.AsTuple.Items;
        for (int i = 0; i < items.Length; i += length)
        {
            source.CopyTo(items, i);
        }

        return sequence.Kind == ValueKind.List ? Value.From(new ListValue(items)) : Value.Tuple(items);
    }

    private static bool TooLarge(long left, long right, out long product)
    {
        long high = Math.BigMul(left, right, out product);
        return high != product >> 63;
    }

    private static bool IsSequence(Value value) => value.Reference is string or ListValue or TupleValue;

    private static double Float(Value value) => value.IsFloat ? value.AsFloat : NumberConversion.ToFloat(value.AsBig);

    private static void CheckNumbers(Value left, Value right, string op)
    {
        if (!left.IsNumber || !right.IsNumber)
        {
            RejectUndefined(left, right);
            throw Unsupported(op, left, right);
        }
    }

    private static void CheckOperand(Value value, string op)
    {
        if (!value.IsNumber)
        {
            RejectUndefined(value, value);
            throw TemplateException.Runtime($"bad operand type for unary {op}: '{value.TypeName}'");
        }
    }

    private static void RejectUndefined(Value left, Value right)
    {
        if ((left.Reference as UndefinedValue ?? right.Reference as UndefinedValue) is { } undefined)
        {
            throw undefined.Fail();
        }
    }

    private static TemplateException Unsupported(string op, Value left, Value right) =>
        TemplateException.Runtime($"unsupported operand type(s) for {op}: '{left.TypeName}' and '{right.TypeName}'");
}
