using System.Text.Json;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Takes SES's events out of their wrapping: Lambda's <c>Records[].Sns</c> or <c>Records[].body</c>, SNS's JSON in an SQS body
/// (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html), or nothing at all.
/// </summary>
internal static class FeedbackEnvelope
{
    /// <summary>The longest payload, in bytes: a full SNS message (256 KiB), escaped twice, in a Lambda event.</summary>
    public const int MaxBytes = 1024 * 1024;

    // Lambda around SQS around SNS around SES.
    private const int MaxWrappings = 4;

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 32 };

    /// <summary>The events in a payload, in order; one without content stands for a part that cannot be read.</summary>
    public static IReadOnlyList<FeedbackMessage> Unwrap(ReadOnlyMemory<byte> payload)
    {
        var messages = new List<FeedbackMessage>();
        if (payload.Length > MaxBytes || Parse(payload) is not { } root) messages.Add(new(null, null));
        else Unwrap(root, null, 0, messages);
        return messages;
    }

    private static void Unwrap(JsonElement element, string? snsMessageId, int depth, List<FeedbackMessage> messages)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > MaxWrappings)
        {
            messages.Add(new(null, snsMessageId));
        }
        else if (element.Property("Records") is { ValueKind: JsonValueKind.Array } records)
        {
            foreach (var record in records.EnumerateArray()) UnwrapRecord(record, depth, messages);
        }
        else if (element.Text("Type") is "SubscriptionConfirmation" or "UnsubscribeConfirmation")
        {
            messages.Add(new(null, snsMessageId) { IsTopicCheck = true });
        }
        else if (element.Text("Message") is { } message)
        {
            UnwrapText(message, element.Text("MessageId") ?? snsMessageId, depth, messages);
        }
        else
        {
            messages.Add(new(element, snsMessageId));
        }
    }

    private static void UnwrapRecord(JsonElement record, int depth, List<FeedbackMessage> messages)
    {
        if (record.Child("Sns") is { } sns) Unwrap(sns, null, depth + 1, messages);
        else if (record.Text("body") is { } body) UnwrapText(body, null, depth, messages);
        else messages.Add(new(null, null));
    }

    private static void UnwrapText(string text, string? snsMessageId, int depth, List<FeedbackMessage> messages)
    {
        if (text.StartsWith("Successfully validated SNS topic", StringComparison.Ordinal))
        {
            messages.Add(new(null, snsMessageId) { IsTopicCheck = true });
        }
        else if (Parse(text) is { } inner)
        {
            Unwrap(inner, snsMessageId, depth + 1, messages);
        }
        else
        {
            messages.Add(new(null, snsMessageId));
        }
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Bounded);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Bounded);
            return document.RootElement.Clone();
        }
        catch (Exception invalid) when (invalid is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
