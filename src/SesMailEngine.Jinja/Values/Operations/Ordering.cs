using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>&lt; &lt;= &gt; &gt;=</c>: numbers with numbers, texts by code point, sequences item by item.</summary>
internal static class Ordering
{
    private const int MaxDepth = 200;

    internal static bool IsLess(Value left, Value right) => Holds(left, right, "<", 0);

    internal static bool IsLessOrEqual(Value left, Value right) => Holds(left, right, "<=", 0);

    internal static bool IsGreater(Value left, Value right) => Holds(left, right, ">", 0);

    internal static bool IsGreaterOrEqual(Value left, Value right) => Holds(left, right, ">=", 0);

    private static bool Holds(Value left, Value right, string op, int depth)
    {
        if (left.IsInt && right.IsInt)
        {
            return Holds(left.AsInt.CompareTo(right.AsInt), op);
        }

        if (left.Reference is string leftText && right.Reference is string rightText)
        {
            return Holds(CodePoints.Compare(leftText, rightText), op);
        }

        if (left.IsNumber && right.IsNumber)
        {
            // NaN is in no order with anything.
            return CompareNumbers(left, right) is int comparison && Holds(comparison, op);
        }

        if (left.IsUndefined || right.IsUndefined)
        {
            throw ((UndefinedValue)(left.IsUndefined ? left : right).Reference!).Fail();
        }

        if (left.Reference is ListValue leftList && right.Reference is ListValue rightList)
        {
            return ItemsHold(leftList.Items, rightList.Items, op, depth + 1);
        }

        if (left.Reference is TupleValue leftTuple && right.Reference is TupleValue rightTuple)
        {
            return ItemsHold(leftTuple.Items, rightTuple.Items, op, depth + 1);
        }

        throw TemplateException.Runtime(
            $"'{op}' not supported between instances of '{left.TypeName}' and '{right.TypeName}'");
    }

    // The first pair of items that differ decides; without one, the longer sequence is the greater.
    private static bool ItemsHold(IReadOnlyList<Value> left, IReadOnlyList<Value> right, string op, int depth)
    {
        if (depth > MaxDepth)
        {
            throw TemplateException.Runtime("maximum recursion depth exceeded in comparison");
        }

        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            if (!Equality.AreEqual(left[i], right[i]))
            {
                return Holds(left[i], right[i], op, depth);
            }
        }

        return Holds(left.Count.CompareTo(right.Count), op);
    }

    private static bool Holds(int comparison, string op) => op switch
    {
        "<" => comparison < 0,
        "<=" => comparison <= 0,
        ">" => comparison > 0,
        _ => comparison >= 0,
    };

    private static int? CompareNumbers(Value left, Value right)
    {
        if (left.IsFloat && right.IsFloat)
        {
            return double.IsNaN(left.AsFloat) || double.IsNaN(right.AsFloat) ? null : left.AsFloat.CompareTo(right.AsFloat);
        }

        if (left.IsFloat || right.IsFloat)
        {
            return left.IsFloat ? CompareMixed(left.AsFloat, right.AsBig) : -CompareMixed(right.AsFloat, left.AsBig);
        }

        return left.AsBig.CompareTo(right.AsBig);
    }

    // Exact, not by converting the integer: 2**53 + 1 is greater than 2.0**53.
    private static int? CompareMixed(double number, BigInteger integer)
    {
        if (double.IsNaN(number))
        {
            return null;
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? 1 : -1;
        }

        double floor = Math.Floor(number);
        int comparison = new BigInteger(floor).CompareTo(integer);
        return comparison == 0 && number > floor ? 1 : comparison;
    }
}
