using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.EventPatterns;
using SesMailEngine.Core.Notifications;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>Tries an event pattern on a real notification and says which field does not fit.</summary>
public static class PatternTrial
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The notification of a mail as it goes over the bus, envelope and all.</summary>
    public static string Notification(TrackingRecord record, EmailStatus status, ResourceNames names)
    {
        var at = record.Timestamp;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", "0");
            json.WriteString("id", record.EmailId);
            json.WriteString("detail-type", StatusNotificationWriter.DetailType);
            json.WriteString("source", Source);
            json.WriteString("account", names.AccountId);
            json.WriteString("time", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("region", names.Region);
            json.WriteStartArray("resources");
            json.WriteEndArray();
            json.WritePropertyName("detail");
            json.WriteRawValue(StatusNotificationWriter.Write(new StatusNotification(record, status, at)));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The <c>source</c> of every notification.</summary>
    public const string Source = "sesmailengine";

    /// <summary>True when an event fits a pattern; false for a pattern that is none.</summary>
    public static bool Fits(string pattern, string envelope) =>
        EventPattern.TryParse(pattern, out var compiled, out _) && compiled.Matches(JsonElement.Parse(envelope));

    /// <summary>
    /// The fields by which an event fails a pattern, each tried alone; empty when it fits. A <c>$or</c> is tried as a whole.
    /// </summary>
    public static IReadOnlyList<FieldMismatch> Mismatches(string pattern, string envelope)
    {
        var found = new List<FieldMismatch>();
        if (JsonNode.Parse(pattern) is JsonObject root) Walk(root, [], JsonElement.Parse(envelope), found);
        return found;
    }

    private static void Walk(JsonObject pattern, string[] path, JsonElement envelope, List<FieldMismatch> found)
    {
        foreach (var (name, value) in pattern)
        {
            string[] here = [.. path, name];
            if (value is JsonObject inner && name != "$or")
            {
                Walk(inner, here, envelope, found);
                continue;
            }
            JsonNode? alone = value?.DeepClone();
            foreach (var part in here.Reverse()) alone = new JsonObject { [part] = alone };
            if (!EventPattern.TryParse(alone!.ToJsonString(), out var compiled, out _) || compiled.Matches(envelope)) continue;
            found.Add(new(string.Join('.', here), value?.ToJsonString(Relaxed) ?? "null", Value(envelope, here)));
        }
    }

    private static string? Value(JsonElement envelope, string[] path)
    {
        var at = envelope;
        foreach (var part in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at)) return null;
        }
        return at.GetRawText();
    }
}
