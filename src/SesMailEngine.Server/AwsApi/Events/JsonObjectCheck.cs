using System.Text.Json;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>Checks JSON text without building anything.</summary>
internal static class JsonObjectCheck
{
    /// <summary>
    /// True for exactly one JSON object, at most 64 levels deep, whose every string is text (no lone surrogate hides in an escape).
    /// </summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        // Only \uD800 to \uDFFF can be wrong, so strings are unescaped only where such an escape is in sight.
        var checkText = json.IndexOf("\\uD"u8) >= 0 || json.IndexOf("\\ud"u8) >= 0;
        try
        {
            var reader = new Utf8JsonReader(json);
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
}
