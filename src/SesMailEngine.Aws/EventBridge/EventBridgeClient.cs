using System.Buffers;
using System.Text.Json;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.EventBridge;

/// <summary>EventBridge's PutEvents (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html).</summary>
public sealed class EventBridgeClient(AwsClient client)
{
    /// <summary>The most entries one call takes.</summary>
    public const int MaxEntries = 10;

    /// <summary>Publishes up to <see cref="MaxEntries"/> events; gives each one's answer, in order.</summary>
    public async Task<IReadOnlyList<PutEventsAnswer>> PutEventsAsync(
        IReadOnlyList<PutEventsEntry> entries, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("Entries");
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("Source", entry.Source);
                json.WriteString("DetailType", entry.DetailType);
                json.WriteString("Detail", entry.Detail);
                json.WriteString("EventBusName", entry.EventBusName);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        var response = await client.CallJsonAsync(
            "events", "AWSEvents.PutEvents", "1.1", buffer.WrittenSpan.ToArray(), cancellationToken).ConfigureAwait(false);
        using var answer = JsonDocument.Parse(response.Body);
        return [.. answer.RootElement.GetProperty("Entries").EnumerateArray().Select(entry => new PutEventsAnswer(
            Text(entry, "EventId"), Text(entry, "ErrorCode"), Text(entry, "ErrorMessage")))];
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
