using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>An arithmetic operator.</summary>
internal sealed class BinaryExpression(TokenKind op, Expression left, Expression right, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var first = left.Evaluate(state, frame);
        var second = right.Evaluate(state, frame);
        if (first.IsInt && second.IsInt)
        {
            long a = first.AsInt;
            long b = second.AsInt;
            long result;
            switch (op)
            {
                case TokenKind.Add:
                    result = unchecked(a + b);
                    if (((a ^ result) & (b ^ result)) >= 0)
                    {
                        return Value.From(result);
                    }

                    break;
                case TokenKind.Sub:
                    result = unchecked(a - b);
                    if (((a ^ b) & (a ^ result)) >= 0)
                    {
                        return Value.From(result);
                    }

                    break;
                case TokenKind.Mul:
                    if (Math.BigMul(a, b, out result) == result >> 63)
                    {
                        return Value.From(result);
                    }

                    break;
                case TokenKind.Mod when b > 0:
                    result = a % b;
                    return Value.From(result < 0 ? result + b : result);
            }
        }

        return op switch
        {
            TokenKind.Add => Arithmetic.Add(state, first, second),
            TokenKind.Sub => Arithmetic.Subtract(first, second),
            TokenKind.Mul => Arithmetic.Multiply(state, first, second),
            TokenKind.Div => Arithmetic.Divide(first, second),
            TokenKind.FloorDiv => Arithmetic.FloorDivide(first, second),
            TokenKind.Mod => Arithmetic.Modulo(state, first, second),
            _ => Arithmetic.Power(first, second),
        };
    }
}

/// <summary>A sign.</summary>
internal sealed class SignExpression(bool isMinus, Expression operand, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) =>
        isMinus ? Arithmetic.Negate(operand.Evaluate(state, frame)) : Arithmetic.Plus(operand.Evaluate(state, frame));
}

/// <summary><c>and</c> and <c>or</c>, which give one of their operands.</summary>
internal sealed class LogicExpression(bool isAnd, Expression left, Expression right, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var value = left.Evaluate(state, frame);
        return Truth.Of(value) == isAnd ? right.Evaluate(state, frame) : value;
    }

    internal override bool Test(RenderState state, Frame frame) =>
        left.Test(state, frame) == isAnd ? right.Test(state, frame) : !isAnd;
}

internal sealed class NotExpression(Expression operand, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) =>
        Value.From(!operand.Test(state, frame));

    internal override bool Test(RenderState state, Frame frame) => !operand.Test(state, frame);
}

/// <summary>A chain of comparisons; each operand is evaluated at most once.</summary>
internal sealed class CompareExpression(Expression first, (Comparison Operator, Expression Operand)[] rest, Span span)
    : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) => Value.From(Test(state, frame));

    internal override bool Test(RenderState state, Frame frame)
    {
        var left = first.Evaluate(state, frame);
        foreach (var (op, operand) in rest)
        {
            var right = operand.Evaluate(state, frame);
            if (!Holds(op, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private static bool Holds(Comparison op, Value left, Value right)
    {
        if (left.IsInt && right.IsInt)
        {
            long a = left.AsInt;
            long b = right.AsInt;
            switch (op)
            {
                case Comparison.Equal:
                    return a == b;
                case Comparison.NotEqual:
                    return a != b;
                case Comparison.Less:
                    return a < b;
                case Comparison.LessOrEqual:
                    return a <= b;
                case Comparison.Greater:
                    return a > b;
                case Comparison.GreaterOrEqual:
                    return a >= b;
            }
        }

        return op switch
        {
            Comparison.Equal => Equality.AreEqual(left, right),
            Comparison.NotEqual => !Equality.AreEqual(left, right),
            Comparison.Less => Ordering.IsLess(left, right),
            Comparison.LessOrEqual => Ordering.IsLessOrEqual(left, right),
            Comparison.Greater => Ordering.IsGreater(left, right),
            Comparison.GreaterOrEqual => Ordering.IsGreaterOrEqual(left, right),
            Comparison.In => Membership.Contains(right, left),
            _ => !Membership.Contains(right, left),
        };
    }
}

/// <summary><c>a if test else b</c>.</summary>
internal sealed class ConditionExpression(Expression test, Expression then, Expression? otherwise, string missing, Span span)
    : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) =>
        test.Test(state, frame) ? then.Evaluate(state, frame)
        : otherwise is not null ? otherwise.Evaluate(state, frame)
        : Value.From(UndefinedValue.Hint(UndefinedKind.Default, missing));
}

/// <summary><c>a ~ b ~ c</c>: texts joined; where autoescape is on, safe as soon as one of them is.</summary>
internal sealed class ConcatExpression(Expression[] parts, bool escapes, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var texts = new string[parts.Length];
        var values = new Value[parts.Length];
        bool safe = false;
        long length = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            values[i] = parts[i].Evaluate(state, frame);
            texts[i] = Printing.Str(values[i]);
            safe |= escapes && values[i].IsMarkup;
            length += texts[i].Length;
        }

        state.ReserveText(length);
        if (safe)
        {
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i] = values[i].IsMarkup ? texts[i] : Values.Text.HtmlEscaping.Escape(texts[i]);
            }
        }

        return Value.Text(string.Concat(texts), safe);
    }
}
