using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The caller's metadata as a map of typed values, for people and filters, and back. A map forgets the order of its names
/// and how a number was written; where that or the depth DynamoDB allows would lose something, the text is kept beside the
/// map (<see cref="NeedsText"/>).
/// </summary>
internal static class MetadataMap
{
    // DynamoDB nests 32 levels deep, the attribute itself being the first
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html).
    private const int MaxDepth = 30;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    /// <summary>The map of a JSON object; null when it cannot be one (its own names, or no object).</summary>
    public static AttributeValue? Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            var value = Of(document.RootElement, 1);
            return value.M is null ? null : value;
        }
        catch (Exception noText) when (noText is JsonException or InvalidOperationException)
        {
            return null; // half a surrogate pair is JSON by its grammar, and no text
        }
    }

    /// <summary>The JSON of a map, names in order: the same for the same map, whatever order it arrived in.</summary>
    public static string ToJson(AttributeValue map)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed)) Write(writer, map);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>True when the map alone would not give this text back, letter by letter.</summary>
    public static bool NeedsText(string json, AttributeValue? map) =>
        map is null || !string.Equals(ToJson(map), json, StringComparison.Ordinal);

    private static AttributeValue Of(JsonElement json, int depth)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                if (depth > MaxDepth) return ItemValues.Text(json.GetRawText());
                var map = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
                foreach (var member in json.EnumerateObject())
                {
                    if (member.Name.Length == 0) return ItemValues.Text(json.GetRawText());
                    map[member.Name] = Of(member.Value, depth + 1);
                }
                return new AttributeValue { M = map };
            case JsonValueKind.Array:
                if (depth > MaxDepth) return ItemValues.Text(json.GetRawText());
                return new AttributeValue { L = [.. json.EnumerateArray().Select(element => Of(element, depth + 1))] };
            case JsonValueKind.String:
                return ItemValues.Text(json.GetString()!);
            case JsonValueKind.Number:
                var number = json.GetRawText();
                return IsPlain(number) ? new AttributeValue { N = number } : ItemValues.Text(number);
            case JsonValueKind.True or JsonValueKind.False:
                return new AttributeValue { BOOL = json.GetBoolean() };
            default:
                return new AttributeValue { NULL = true };
        }
    }

    // DynamoDB's numbers have 38 digits; no exponent, so the range is no question. Others stay what they look like.
    private static bool IsPlain(string number) => number.Length <= 38 && !number.AsSpan().ContainsAny('e', 'E');

    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        if (value.M is { } map)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in map.OrderBy(member => member.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                Write(writer, member);
            }
            writer.WriteEndObject();
        }
        else if (value.L is { } list)
        {
            writer.WriteStartArray();
            foreach (var element in list) Write(writer, element);
            writer.WriteEndArray();
        }
        else if (value.S is { } text) writer.WriteStringValue(text);
        // As DynamoDB gives numbers back, without trailing zeros: a number written with them needs the text.
        else if (value.N is { } number) writer.WriteRawValue(Trimmed(number));
        else if (value.BOOL is { } flag) writer.WriteBooleanValue(flag);
        else writer.WriteNullValue();
    }

    private static string Trimmed(string number)
    {
        var trimmed = number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;
        return trimmed is "-0" or "" or "-" ? "0" : trimmed;
    }
}
