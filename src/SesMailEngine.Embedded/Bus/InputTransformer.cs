using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Bus;

/// <summary>
/// An input transformer (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html): values found by paths, put into a
/// template at <c>&lt;name&gt;</c>.
/// </summary>
internal sealed class InputTransformer
{
    private readonly IReadOnlyDictionary<string, string> _paths;
    private readonly string _template;

    private InputTransformer(IReadOnlyDictionary<string, string> paths, string template)
    {
        _paths = paths;
        _template = template;
    }

    /// <summary>Reads one as the API gives it; null when it is none.</summary>
    public static InputTransformer? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("InputTemplate", out var template)
                || template.ValueKind != JsonValueKind.String)
            {
                return null;
            }
            var paths = new Dictionary<string, string>(StringComparer.Ordinal);
            if (root.TryGetProperty("InputPathsMap", out var map) && map.ValueKind == JsonValueKind.Object)
            {
                foreach (var path in map.EnumerateObject())
                {
                    if (path.Value.ValueKind == JsonValueKind.String) paths[path.Name] = path.Value.GetString()!;
                }
            }
            return new InputTransformer(paths, template.GetString()!);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text to send for an event.</summary>
    public string Apply(EventEnvelope envelope, string ruleArn, string ruleName)
    {
        var result = new StringBuilder(_template.Length + 64);
        var inString = false;
        for (var at = 0; at < _template.Length; at++)
        {
            var c = _template[at];
            if (c == '<' && _template.IndexOf('>', at) is var end and > 0
                && Value(_template[(at + 1)..end], envelope, ruleArn, ruleName, out var value))
            {
                result.Append(inString ? InString(value) : value?.GetRawText());
                at = end;
                continue;
            }
            if (c == '\\' && inString && at + 1 < _template.Length)
            {
                result.Append(c).Append(_template[++at]);
                continue;
            }
            if (c == '"') inString = !inString;
            result.Append(c);
        }
        return result.ToString();
    }

    // A variable whose path finds nothing leaves nothing; a name nobody declared stays as it is written.
    private bool Value(string name, EventEnvelope envelope, string ruleArn, string ruleName, out JsonElement? value)
    {
        if (_paths.TryGetValue(name, out var path))
        {
            value = JsonPath.Find(envelope.Root, path);
            return true;
        }
        var json = name switch
        {
            "aws.events.rule-arn" => Quote(ruleArn),
            "aws.events.rule-name" => Quote(ruleName),
            "aws.events.event.ingestion-time" => Quote(envelope.IngestedAt.ToWire()),
            "aws.events.event" => envelope.TextWithoutDetail,
            "aws.events.event.json" => envelope.Text,
            _ => null,
        };
        value = null;
        if (json is null) return false;
        using var document = JsonDocument.Parse(json);
        value = document.RootElement.Clone();
        return true;
    }

    private static string InString(JsonElement? value) => value switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => EventEnvelope.Escape(text.GetString()!),
        { } other => EventEnvelope.Escape(other.GetRawText()),
    };

    private static string Quote(string text) => $"\"{EventEnvelope.Escape(text)}\"";
}
