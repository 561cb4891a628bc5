using System.Text.Json;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>A condition on lines that are JSON objects; no other line matches.</summary>
internal sealed class JsonPattern(Predicate<JsonElement> condition) : ILineTest
{
    /// <inheritdoc/>
    public bool Matches(ReadOnlyMemory<byte> line)
    {
        if (line.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]) return false;
        try
        {
            using var document = JsonDocument.Parse(line);
            return condition(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or with a lone surrogate in a name or value: no text that could be compared.
            return false;
        }
    }
}
