using System.Text;
using System.Text.Json;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.Hosting;

/// <summary>Counts SES's events by their kind: <c>AWS/SES Delivery</c>, <c>Bounce</c>, <c>Complaint</c>, <c>Reject</c>, <c>Open</c>, …</summary>
internal sealed class FeedbackMeter(IMetrics metrics)
{
    private const int MaxWrappings = 3;

    /*
     * Send is counted where the transport accepts. "Rendering Failure" is the event's name, RenderingFailure the metric's.
     */
    private readonly Dictionary<string, MetricCounter> _counters = new[]
        {
            ("Delivery", "Delivery"), ("Bounce", "Bounce"), ("Complaint", "Complaint"), ("Reject", "Reject"), ("Open", "Open"),
            ("Click", "Click"), ("Rendering Failure", "RenderingFailure"), ("DeliveryDelay", "DeliveryDelay"),
        }
        .ToDictionary(
            pair => pair.Item1, pair => metrics.Counter(StackMetrics.Ses(pair.Item2), StackMetrics.CountUnit), StringComparer.Ordinal);

    /// <summary>Counts an event that was processed for the first time.</summary>
    /// <param name="payload">The event, or the SNS message around it.</param>
    public void Count(ReadOnlySpan<byte> payload)
    {
        if (KindOf(payload, 0) is { } kind && _counters.TryGetValue(kind, out var counter)) counter.Count();
    }

    // SES names the kind first, so that of the event itself nothing else is read.
    private static string? KindOf(ReadOnlySpan<byte> payload, int depth)
    {
        if (depth > MaxWrappings) return null;
        try
        {
            var json = new Utf8JsonReader(payload);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isKind = json.ValueTextEquals("eventType"u8) || json.ValueTextEquals("notificationType"u8);
                var isWrapped = json.ValueTextEquals("Message"u8);
                json.Read();
                if (json.TokenType == JsonTokenType.String && isKind) return json.GetString();
                if (json.TokenType == JsonTokenType.String && isWrapped) return KindOf(Encoding.UTF8.GetBytes(json.GetString()!), depth + 1);
                json.Skip();
            }
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            // Not JSON after all: the feedback processor says so, here there is nothing to count.
        }
        return null;
    }
}
