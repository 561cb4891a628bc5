using System.Numerics;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Operations;

/// <summary>Hashes that agree with <see cref="Equality"/>. Text hashes are seeded per process, against flooding.</summary>
internal static class Hashing
{
    internal static int Of(string text) => text.GetHashCode();

    /// <summary>The hash of a value; a TypeError for what Python cannot hash.</summary>
    internal static int Of(Value value) => value.Kind switch
    {
        ValueKind.String or ValueKind.Markup => Of(value.AsText),
        ValueKind.Int or ValueKind.Bool => value.AsInt.GetHashCode(),
        ValueKind.BigInt => value.AsBig.GetHashCode(),
        ValueKind.Float => OfFloat(value.AsFloat),
        ValueKind.None or ValueKind.Missing => 0x4e6f6e65,
        ValueKind.Tuple => OfItems(value.AsTuple.Items),
        ValueKind.List or ValueKind.Dict => throw TemplateException.Runtime($"unhashable type: '{value.TypeName}'"),
        ValueKind.Undefined => OfUndefined((UndefinedValue)value.Reference!),
        ValueKind.Range => OfRange((RangeValue)value.Reference!),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value.Reference),
    };

    private static int OfFloat(double number)
    {
        // A float equal to an integer must hash as that integer.
        if (number != Math.Floor(number) || double.IsInfinity(number))
        {
            return number.GetHashCode();
        }

        return number is >= -9.2e18 and <= 9.2e18 ? ((long)number).GetHashCode() : new BigInteger(number).GetHashCode();
    }

    private static int OfItems(Value[] items)
    {
        var hash = default(HashCode);
        foreach (var item in items)
        {
            hash.Add(Of(item));
        }

        return hash.ToHashCode();
    }

    private static int OfUndefined(UndefinedValue value) => value.IsStrict ? throw value.Fail() : 0x556e64;

    private static int OfRange(RangeValue range) =>
        range.Count == 0 ? 0 : HashCode.Combine(range.Count, range.Start, range.Count == 1 ? 0 : range.Step);
}
