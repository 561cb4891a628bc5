using System.Text.Json;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>The lines of a metadata.json that its fields, and the names in its lists, stand in.</summary>
internal sealed class MetadataLines
{
    private readonly Dictionary<(string Field, string? Item), int> lines = [];

    private MetadataLines()
    {
    }

    /// <summary>Finds the lines; of a file that is no JSON those before the place where it stops being JSON.</summary>
    /// <param name="content">The file.</param>
    public static MetadataLines Of(ReadOnlySpan<byte> content)
    {
        var found = new MetadataLines();
        if (content.StartsWith("\uFEFF"u8)) content = content[3..];
        var reader = new Utf8JsonReader(content);
        try
        {
            found.Read(ref reader, content);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // What was found until here stands.
        }
        return found;
    }

    /// <summary>The line a JSON text stops being JSON in, counted from 1; null when it is JSON.</summary>
    public static int? BrokenLine(ReadOnlyMemory<byte> content)
    {
        try
        {
            if (content.Span.StartsWith("\uFEFF"u8)) content = content[3..];
            JsonDocument.Parse(content).Dispose();
            return null;
        }
        catch (JsonException broken)
        {
            return broken.LineNumber is { } line ? (int)line + 1 : null;
        }
    }

    /// <summary>The line of a field, or of a text in the field's list; null when it is not there.</summary>
    public int? LineOf(string field, string? item = null) =>
        lines.TryGetValue((field, item), out var line) || lines.TryGetValue((field, null), out line) ? line : null;

    private void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> content)
    {
        var field = "";
        int line = 1, counted = 0;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += content[counted..start].Count((byte)'\n');
            counted = start;
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                field = reader.GetString()!;
                lines.TryAdd((field, null), line);
            }
            else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 2)
            {
                lines.TryAdd((field, reader.GetString()), line);
            }
        }
    }
}
