using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Python's <c>==</c>.</summary>
internal static class Equality
{
    /// <summary>How deep containers may nest before a comparison gives up with Python's RecursionError.</summary>
    private const int MaxDepth = 200;

    internal static bool AreEqual(Value left, Value right) => AreEqual(left, right, 0);

    private static bool AreEqual(Value left, Value right, int depth)
    {
        if (left.Reference is string leftText)
        {
            return right.Reference is string rightText ? leftText == rightText : StrictCheck(right);
        }

        if (left.IsInt && right.IsInt)
        {
            return left.AsInt == right.AsInt;
        }

        if (left.IsNumber && right.IsNumber)
        {
            return NumbersEqual(left, right);
        }

        if (left.IsUndefined || right.IsUndefined)
        {
            return UndefinedEqual(left, right);
        }

        if (left.Kind != right.Kind)
        {
            return false;
        }

        if (left.Reference == right.Reference)
        {
            return left.Bits == right.Bits;
        }

        // Lists that share their items can hold more pairs to compare than there are lists.
        RenderState.ChargeCurrent(1);
        if (depth > MaxDepth)
        {
            throw TemplateException.Runtime("maximum recursion depth exceeded in comparison");
        }

        return left.Kind switch
        {
            ValueKind.List => ListsEqual(left.AsList.Items, right.AsList.Items, depth + 1),
            ValueKind.Tuple => ListsEqual(left.AsTuple.Items, right.AsTuple.Items, depth + 1),
            ValueKind.Dict => DictsEqual(left.AsDict, right.AsDict, depth + 1),
            ValueKind.Range => RangesEqual((RangeValue)left.Reference!, (RangeValue)right.Reference!),
            _ => false,
        };
    }

    private static bool StrictCheck(Value other) => other.Reference is UndefinedValue { IsStrict: true } undefined ? throw undefined.Fail() : false;

    private static bool UndefinedEqual(Value left, Value right)
    {
        _ = StrictCheck(left);
        _ = StrictCheck(right);
        return left.Reference is UndefinedValue a && right.Reference is UndefinedValue b && a.Flavour == b.Flavour;
    }

    private static bool NumbersEqual(Value left, Value right)
    {
        if (left.IsFloat || right.IsFloat)
        {
            double number = left.IsFloat ? left.AsFloat : right.AsFloat;
            var other = left.IsFloat ? right : left;
            return other.IsFloat ? number == other.AsFloat
                : double.IsFinite(number) && number == Math.Floor(number) && new BigInteger(number) == other.AsBig;
        }

        return left.AsBig == right.AsBig;
    }

    private static bool ListsEqual(IReadOnlyList<Value> left, IReadOnlyList<Value> right, int depth)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            if (!AreEqual(left[i], right[i], depth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool DictsEqual(DictValue left, DictValue right, int depth)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        int at = 0;
        while (left.NextEntry(ref at, out var key, out var value))
        {
            if (!right.TryGet(key, out var other) || !AreEqual(value, other, depth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool RangesEqual(RangeValue left, RangeValue right) =>
        left.Count == right.Count
        && (left.Count == 0 || (left.Start == right.Start && (left.Count == 1 || left.Step == right.Step)));
}
