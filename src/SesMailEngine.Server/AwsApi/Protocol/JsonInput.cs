using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Reads members of a JSON request; a member of the wrong type is the caller's error, a null one is an absent one.</summary>
internal static class JsonInput
{
    /// <summary>Parses the body; it must be an object (an empty body counts as one without members). Dispose of the result.</summary>
    public static JsonDocument Parse(AwsRequest request)
    {
        // Text that is not Unicode would surface only when somebody reads it, as an exception nobody expects there.
        var body = request.Body.Span;
        if (!System.Text.Unicode.Utf8.IsValid(body) || (JsonCheck.HasSurrogateEscape(body) && !JsonCheck.IsObject(body)))
            throw AwsException.Serialization("The request body is not valid JSON in UTF-8.");
        JsonDocument document;
        try
        {
            document = request.Body.IsEmpty ? JsonDocument.Parse("{}"u8.ToArray()) : JsonDocument.Parse(request.Body);
        }
        catch (JsonException)
        {
            throw AwsException.Serialization("The request body is not valid JSON.");
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw AwsException.Serialization("The request body is not a JSON object.");
    }

    /// <summary>A member, or null when it is absent or null.</summary>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A string member.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { } value ? AsText(value, name) : null;

    /// <summary>A whole number member.</summary>
    public static long? Number(this JsonElement json, string name)
    {
        if (json.Member(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number : throw Wrong(name, "a whole number");
    }

    /// <summary>A boolean member.</summary>
    public static bool? Flag(this JsonElement json, string name) => json.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>The elements of a list member; empty when it is absent.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement json, string name)
    {
        if (json.Member(name) is not { } value) return [];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Wrong(name, "a list");
    }

    /// <summary>The strings of a list member; empty when it is absent.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement json, string name) =>
        [.. json.List(name).Select(element => AsText(element, name))];

    /// <summary>An object member.</summary>
    public static JsonElement? Structure(this JsonElement json, string name)
    {
        if (json.Member(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Object ? value : throw Wrong(name, "an object");
    }

    private static string AsText(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String) throw Wrong(name, "a string");
        return value.GetString()!;
    }

    private static AwsException Wrong(string name, string wanted) =>
        AwsException.Serialization($"The member {name} is not {wanted}.");
}
