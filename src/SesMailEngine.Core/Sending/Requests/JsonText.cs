using System.Text.Json;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>Strings of a JSON document that may hold half a surrogate pair, which is valid JSON but no text.</summary>
internal static class JsonText
{
    /// <summary>The string; null when it is no Unicode text.</summary>
    public static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
