using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Feedback;

/// <summary>Reads parts of an event that may be missing or of the wrong kind, and then are null.</summary>
internal static class JsonReading
{
    /// <summary>A property that is a string.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)
            || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // a lone surrogate: JSON by its grammar, but no text
        }
    }

    /// <summary>A property that is a string, cut to <paramref name="maxLength"/> characters; null when empty.</summary>
    public static string? Text(this JsonElement element, string name, int maxLength) => element.Text(name) switch
    {
        null or "" => null,
        { } text when text.Length > maxLength => text[..maxLength],
        { } text => text,
    };

    /// <summary>A property that is a time.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        WireTime.TryParse(element.Text(name), out var time) ? time.ToMilliseconds() : null;

    /// <summary>A property that is an object.</summary>
    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>The elements of a property that is an array; none when it is not.</summary>
    public static IEnumerable<JsonElement> Children(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
