using System.Globalization;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.Functions;

/// <summary>A queue message as Lambda hands it to a function
/// (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event).</summary>
/// <param name="MessageId">The queue's id of it.</param>
/// <param name="Body">Its text.</param>
/// <param name="Queue">The queue's ARN; empty when the event does not say.</param>
/// <param name="ReceiveCount">Receives so far, this one included.</param>
/// <param name="SentAt">When it was put on the queue; null when the event does not say.</param>
internal sealed record QueueRecord(string MessageId, string Body, string Queue, int ReceiveCount, DateTimeOffset? SentAt)
{
    // What a DateTimeOffset can hold.
    private const long LatestMilliseconds = 253_402_300_799_999;

    /// <summary>The records of an event; null when it is no event of queue messages.</summary>
    public static IReadOnlyList<QueueRecord>? ReadAll(ReadOnlyMemory<byte> payload)
    {
        if (!JsonCheck.IsObject(payload.Span)) return null;
        using var document = JsonDocument.Parse(payload);
        if (!document.RootElement.TryGetProperty("Records", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var records = new List<QueueRecord>();
        foreach (var element in list.EnumerateArray())
        {
            if (Read(element) is not { } record) return null;
            records.Add(record);
        }
        return records;
    }

    /// <summary>One record; null when it is none of a queue.</summary>
    public static QueueRecord? Read(JsonElement element)
    {
        if (Text(element, "messageId") is not { Length: > 0 } id || Text(element, "body") is not { } body) return null;
        var attributes = element.TryGetProperty("attributes", out var found) ? found : default;
        var sentAt = Number(attributes, "SentTimestamp");
        return new QueueRecord(
            id, body, Text(element, "eventSourceARN") ?? "",
            (int)Math.Clamp(Number(attributes, "ApproximateReceiveCount") ?? 1, 1, int.MaxValue),
            sentAt is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(sentAt.Value, LatestMilliseconds)));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static long? Number(JsonElement attributes, string name) =>
        long.TryParse(Text(attributes, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
