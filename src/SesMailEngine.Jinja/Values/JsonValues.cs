using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace SesMailEngine.Jinja.Values;

/// <summary>
/// Values of JSON. A number with a point or an exponent is a float, any other an integer of any size; objects keep the
/// order of their keys, of a repeated key the last value holds.
/// </summary>
public static class JsonValues
{
    /// <summary>The value of a JSON element.</summary>
    public static Value Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Value.From(ReadObject(element)),
        JsonValueKind.Array => Value.From(ReadArray(element)),
        JsonValueKind.String => Value.From(element.GetString()),
        JsonValueKind.Number => ReadNumber(element.GetRawText()),
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        _ => Value.None,
    };

    /// <summary>A context for <see cref="Template.Render(DictValue, CancellationToken)"/> of a JSON object.</summary>
    /// <exception cref="ArgumentException">The element is no object.</exception>
    public static DictValue ReadContext(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? ReadObject(element)
        : throw new ArgumentException("The variables of a template must be a JSON object.", nameof(element));

    private static DictValue ReadObject(JsonElement element)
    {
        var dict = new DictValue(element.GetPropertyCount());
        foreach (var property in element.EnumerateObject())
        {
            dict.Set(Value.From(property.Name), Read(property.Value));
        }

        return dict;
    }

    private static ListValue ReadArray(JsonElement element)
    {
        var list = new List<Value>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            list.Add(Read(item));
        }

        return new ListValue(list);
    }

    private static Value ReadNumber(string text)
    {
        if (text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return Value.From(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? Value.From(number)
            : Value.From(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
