using System.Text.Json;

namespace SesMailEngine.Core.Model;

/// <summary>
/// Tells JSON that is text from JSON that only its grammar allows: half a surrogate pair as an escape (RFC 8259, section 8.2), which can
/// neither be read as a string nor written again.
/// </summary>
internal static class JsonUnicode
{
    /// <summary>False, at little cost, when <paramref name="json"/> holds no escape of half a pair: all of it is text then.</summary>
    public static bool MayBeNoText(ReadOnlySpan<char> json) => json.Contains(@"\ud", StringComparison.Ordinal) || json.Contains(@"\uD", StringComparison.Ordinal);

    /// <summary>True when every string and every name in <paramref name="value"/> is Unicode text.</summary>
    public static bool IsText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return CanRead(value.GetString);
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (!IsText(item)) return false;
                }
                return true;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (!IsText(property)) return false;
                }
                return true;
            default:
                return true;
        }
    }

    /// <summary>True when a member's name and value are Unicode text throughout.</summary>
    public static bool IsText(JsonProperty member) => CanRead(() => member.Name) && IsText(member.Value);

    private static bool CanRead(Func<string?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
