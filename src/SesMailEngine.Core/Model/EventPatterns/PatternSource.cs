using System.Text;
using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>A pattern's text, to say where in it something is wrong.</summary>
internal sealed class PatternSource(string json)
{
    private const int ShownLength = 500;

    /// <summary>The text in UTF-8.</summary>
    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(json);

    /// <summary>An error at the token the reader stands on, worded with its place as EventBridge does.</summary>
    public EventPatternException Error(in Utf8JsonReader reader, string reason)
    {
        // The place named is the one behind the token; behind the opening quote for a string.
        var offset = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
            ? reader.TokenStartIndex + 1 : reader.BytesConsumed;
        var before = Utf8.AsSpan(0, (int)Math.Min(offset, Utf8.Length));
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        var shown = json.Length <= ShownLength
            ? $"\"{json}\"" : $"\"{json[..ShownLength]}\"[truncated {json.Length - ShownLength} chars]";
        return new EventPatternException($"{reason}\n at [Source: (String){shown}; line: {line}, column: {column}]");
    }
}
