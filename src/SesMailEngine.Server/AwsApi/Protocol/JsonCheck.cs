using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Checks JSON text without building anything.</summary>
internal static class JsonCheck
{
    /// <summary>
    /// True for exactly one JSON object, at most <paramref name="maxDepth"/> levels deep, whose every string and name is text: valid UTF-8, and no lone
    /// surrogate hides in an escape. What passes can be read without surprises later.
    /// </summary>
    public static bool IsObject(ReadOnlySpan<byte> json, int maxDepth = 64)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json)) return false;
        // Only \uD800 to \uDFFF can be wrong, so strings are unescaped only where such an escape is in sight.
        var checkText = HasSurrogateEscape(json);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read())
            {
                if (checkText && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>True when the text may hold an escaped surrogate.</summary>
    public static bool HasSurrogateEscape(ReadOnlySpan<byte> json) =>
        json.IndexOf("\\uD"u8) >= 0 || json.IndexOf("\\ud"u8) >= 0;
}
