using System.Globalization;
using System.Text.Json;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>
/// Whether JSON can be an attribute of a record. The narrowest store decides for all: DynamoDB nests at most 32 levels and
/// knows numbers of 38 digits between 1E-130 and 9.99E+125
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html).
/// </summary>
internal static class StorableJson
{
    private const int MaxDepth = 24;
    private const int MaxDigits = 38;
    private const double Largest = 1e125;
    private const double Smallest = 1e-128;

    /// <summary>Null when it can; else why not.</summary>
    public static string? WhyNot(JsonElement value) => WhyNot(value, 1);

    private static string? WhyNot(JsonElement value, int depth)
    {
        if (depth > MaxDepth) return $"nested deeper than {MaxDepth} levels";
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return JsonText.Read(value) is null ? "holds text that is not valid Unicode" : null;
            case JsonValueKind.Number:
                return Fits(value) ? null : $"holds a number beyond {MaxDigits} digits or out of range";
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (WhyNot(item, depth + 1) is { } why) return why;
                }
                return null;
            case JsonValueKind.Object:
                return WhyNotObject(value, depth);
            default:
                return null;
        }
    }

    private static string? WhyNotObject(JsonElement value, int depth)
    {
        try
        {
            HashSet<string>? seen = null;
            foreach (var property in value.EnumerateObject())
            {
                if (!(seen ??= new(StringComparer.Ordinal)).Add(property.Name)) return "holds a key more than once";
                if (property.Name.Length == 0) return "holds an empty key";
                if (WhyNot(property.Value, depth + 1) is { } why) return why;
            }
            return null;
        }
        catch (InvalidOperationException)
        {
            return "holds a key that is not valid Unicode";
        }
    }

    private static bool Fits(JsonElement number)
    {
        var text = number.GetRawText();
        var digits = 0;
        foreach (var c in text)
        {
            if (c is 'e' or 'E') break;
            if (char.IsAsciiDigit(c)) digits++;
        }
        if (digits > MaxDigits || !double.TryParse(text, CultureInfo.InvariantCulture, out var value)) return false;
        var size = Math.Abs(value);
        return size < Largest && (size > Smallest || text.AsSpan().IndexOfAnyInRange('1', '9') < 0);
    }
}
