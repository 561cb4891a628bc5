using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>
/// Reads values from their JSON (<c>{"S":"text"}</c>), with DynamoDB's checks: exactly one type, numbers in range, sets
/// without duplicates, at most 32 levels.
/// </summary>
internal static class AttributeValueReader
{
    private const int MaxLevels = 32;

    private const string Invalid = "One or more parameter values were invalid: ";

    /// <summary>Reads an object of values. Null members are absent.</summary>
    /// <exception cref="DynamoDbException">
    /// A value is refused; <paramref name="describe"/> words the message for its attribute.
    /// </exception>
    public static AttributeMap ReadMap(JsonElement json, Func<string, string, string>? describe = null) =>
        ReadMap(json, 1, describe);

    /// <summary>Reads one value.</summary>
    public static AttributeValue Read(JsonElement json) => Read(json, 1);

    private static AttributeMap ReadMap(JsonElement json, int level, Func<string, string, string>? describe)
    {
        if (json.ValueKind != JsonValueKind.Object) throw WrongType(json, "Map");
        var map = new AttributeMap();
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            try
            {
                map[member.Name] = Read(member.Value, level);
            }
            catch (DynamoDbException refused) when (describe is not null && refused.Code == "ValidationException")
            {
                throw DynamoDbException.Validation(describe(member.Name, refused.Message));
            }
        }
        return map;
    }

    private static AttributeValue Read(JsonElement json, int level)
    {
        if (level > MaxLevels) throw DynamoDbException.Validation("Nesting Levels have exceeded supported limits");
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw DynamoDbException.Serialization(json.ValueKind == JsonValueKind.Array
                ? "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"
                : "Unexpected value type in payload");
        }
        AttributeValue? value = null;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (!Enum.TryParse<AttributeType>(member.Name, out var type) || member.Name != type.ToString()) continue;
            if (value is not null)
            {
                throw DynamoDbException.Validation(
                    "Supplied AttributeValue has more than one datatypes set, " +
                    "must contain exactly one of the supported datatypes");
            }
            value = Read(type, member.Value, level);
        }
        return value ?? throw DynamoDbException.Validation(
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    private static AttributeValue Read(AttributeType type, JsonElement json, int level) => type switch
    {
        AttributeType.S => AttributeValue.Of(Text(json)),
        AttributeType.N => ReadNumber(json),
        AttributeType.B => AttributeValue.Of(ReadBytes(json)),
        AttributeType.BOOL => AttributeValue.Of(ReadBoolean(json)),
        AttributeType.NULL => ReadBoolean(json)
            ? AttributeValue.Null
            : throw DynamoDbException.Validation(Invalid + "Null attribute value types must have the value of true"),
        AttributeType.L => AttributeValue.Of(Array(json).Select(element => Read(element, level + 1)).ToArray()),
        AttributeType.M => AttributeValue.Of(ReadMap(json, level + 1, null)),
        AttributeType.SS => ReadSet(type, json, element => AttributeValue.Of(Text(element)),
            "An string set  may not be empty"),
        AttributeType.NS => ReadSet(type, json, ReadNumber, "An number set  may not be empty"),
        _ => ReadSet(type, json, element => AttributeValue.Of(ReadBytes(element)), "Binary sets should not be empty"),
    };

    private static AttributeValue ReadSet(
        AttributeType type, JsonElement json, Func<JsonElement, AttributeValue> read, string whenEmpty)
    {
        var elements = new List<AttributeValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in Array(json))
        {
            var value = read(element);
            if (!seen.Add(value.ToString()))
            {
                throw DynamoDbException.Validation(type == AttributeType.NS
                    ? "Input collection contains duplicates"
                    : $"{Invalid}Input collection [{string.Join(", ", json.EnumerateArray().Select(Text))}] contains duplicates.");
            }
            elements.Add(value);
        }
        if (elements.Count == 0) throw DynamoDbException.Validation(Invalid + whenEmpty);
        return AttributeValue.Set(type, elements);
    }

    private static AttributeValue ReadNumber(JsonElement json)
    {
        var refusal = DynamoNumber.TryParse(Text(json), out var number);
        return refusal is null ? AttributeValue.Of(number) : throw DynamoDbException.Validation(refusal);
    }

    private static byte[] ReadBytes(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Object or JsonValueKind.Array) throw WrongType(json, "Blob");
        if (json.ValueKind == JsonValueKind.String && json.TryGetBytesFromBase64(out var bytes)) return bytes;
        throw DynamoDbException.Serialization("only base-64-encoded strings are convertible to bytes");
    }

    private static bool ReadBoolean(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(json.GetString(), out var value) => value,
        _ => throw WrongType(json, "Boolean"),
    };

    private static string Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.ReadText() : throw WrongType(json, "String");

    private static JsonElement.ArrayEnumerator Array(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw WrongType(json, "List");

    /// <summary>The text of a JSON string; one with a lone surrogate, which UTF-8 cannot carry, is refused.</summary>
    internal static string ReadText(this JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw DynamoDbException.Serialization("Unexpected value type in payload");
        }
    }

    /// <summary>What DynamoDB says of a member whose JSON type is not the one of the API's model.</summary>
    internal static DynamoDbException WrongType(JsonElement json, string expected) => DynamoDbException.Serialization(
        json.ValueKind switch
        {
            JsonValueKind.Object => "Start of structure or map found where not expected",
            JsonValueKind.Array => "Unrecognized collection type class java.lang." + expected,
            _ when expected is "Map" or "List" => "Unexpected field type",
            JsonValueKind.True => "TRUE_VALUE cannot be converted to " + expected,
            JsonValueKind.False => "FALSE_VALUE cannot be converted to " + expected,
            JsonValueKind.Number => "NUMBER_VALUE cannot be converted to " + expected,
            _ => "STRING_VALUE cannot be converted to " + expected,
        });
}
