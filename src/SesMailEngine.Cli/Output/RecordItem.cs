using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;

namespace SesMailEngine.Cli.Output;

// A tracking record as the table gives it.
internal sealed class RecordItem(Dictionary<string, AttributeValue> item)
{
    public string? this[string name] => item.TryGetValue(name, out var value) ? value.S ?? value.N : null;

    public string Status => this["status"] ?? "unknown";

    // What people wait for; "sent" may still become any of these.
    public bool IsSettled => Status is not ("sending" or "sent" or "unknown");

    public bool IsBad => Status is "failed" or "bounced" or "complained" or "soft_bounced";

    public IEnumerable<(string Type, string Timestamp, string? Note)> Timeline =>
        item.TryGetValue("events", out var events) && events.L is { } list
            ? list.Where(e => e.M is not null).Select(e => (
                e.M.GetValueOrDefault("type")?.S ?? "", e.M.GetValueOrDefault("timestamp")?.S ?? "",
                e.M.GetValueOrDefault("note")?.S))
            : [];

    public JsonObject ToJson() => (JsonObject)ToJson(new AttributeValue { M = item })!;

    private static JsonNode? ToJson(AttributeValue value)
    {
        if (value.S is not null) return JsonValue.Create(value.S);
        if (value.N is not null)
        {
            return long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : JsonValue.Create(double.Parse(value.N, CultureInfo.InvariantCulture));
        }
        if (value.BOOL is { } flag) return JsonValue.Create(flag);
        if (value.L is { } list) return new JsonArray([.. list.Select(ToJson)]);
        if (value.M is { } map)
        {
            return new JsonObject(map.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, ToJson(pair.Value))));
        }
        return null;
    }
}
