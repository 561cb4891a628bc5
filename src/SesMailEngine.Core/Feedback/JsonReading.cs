using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Reads parts of an event that may be missing, of the wrong kind, or JSON by its grammar and no text (invalid UTF-8, a lone
/// surrogate), and then are null.
/// </summary>
internal static class JsonReading
{
    /// <summary>A property; null when there is none, or the element is no object.</summary>
    public static JsonElement? Property(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null; // another property's name is no text
        }
    }

    /// <summary>A string's text.</summary>
    public static string? AsText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A property that is a string.</summary>
    public static string? Text(this JsonElement element, string name) => element.Property(name)?.AsText();

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
        element.Property(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The elements of a property that is an array; none when it is not.</summary>
    public static IEnumerable<JsonElement> Children(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];
}
