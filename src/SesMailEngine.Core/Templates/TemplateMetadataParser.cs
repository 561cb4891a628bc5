using System.Text.Json;

namespace SesMailEngine.Core.Templates;

/// <summary>Reads <c>metadata.json</c>. Fields it does not know are left alone; known ones must have their type.</summary>
public static class TemplateMetadataParser
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads the file.</summary>
    /// <param name="json">Its bytes, UTF-8, with or without a byte order mark.</param>
    /// <param name="problem">What is wrong with it, for people; null when nothing is.</param>
    /// <returns>The metadata; null when something is wrong.</returns>
    public static TemplateMetadata? Parse(ReadOnlyMemory<byte> json, out string? problem)
    {
        try
        {
            if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement, out problem);
        }
        catch (JsonException broken)
        {
            problem = $"not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})";
        }
        catch (InvalidOperationException)
        {
            problem = "holds text that is not valid Unicode";
        }
        return null;
    }

    private static TemplateMetadata? Read(JsonElement root, out string? problem)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "must be a JSON object";
            return null;
        }
        var reader = new FieldReader(root);
        var metadata = new TemplateMetadata
        {
            Subject = reader.Text("subject"),
            SenderName = reader.Text("senderName"),
            SenderEmail = reader.Text("senderEmail"),
            ReplyTo = reader.Text("replyTo"),
            ListUnsubscribe = reader.Text("listUnsubscribe"),
            Description = reader.Text("description"),
            Version = reader.TextOrNumber("version"),
            Critical = reader.Flag("critical"),
            RequiredVariables = reader.Names("requiredVariables"),
            OptionalVariables = reader.Names("optionalVariables"),
            SampleData = reader.Object("sampleData"),
        };
        problem = reader.Problem;
        return problem is null ? metadata : null;
    }

    private sealed class FieldReader(JsonElement root)
    {
        private const int MaxNames = 500;

        public string? Problem { get; private set; }

        public string? Text(string name) => Find(name, JsonValueKind.String, "a string") is { } value ? value.GetString() : null;

        public string? TextOrNumber(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(name);

        public bool Flag(string name)
        {
            if (!root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.False or JsonValueKind.Null) return false;
            if (value.ValueKind != JsonValueKind.True) Problem ??= $"'{name}' must be true or false";
            return value.ValueKind == JsonValueKind.True;
        }

        public string[] Names(string name)
        {
            if (Find(name, JsonValueKind.Array, "a list of strings") is not { } list) return [];
            if (list.GetArrayLength() > MaxNames || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                Problem ??= $"'{name}' must be a list of strings (at most {MaxNames})";
                return [];
            }
            return [.. list.EnumerateArray().Select(item => item.GetString()!)];
        }

        public JsonElement Object(string name) => Find(name, JsonValueKind.Object, "an object") is { } value ? value.Clone() : default;

        private JsonElement? Find(string name, JsonValueKind kind, string words)
        {
            if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
            if (value.ValueKind == kind) return value;
            Problem ??= $"'{name}' must be {words}";
            return null;
        }
    }
}
