using System.Globalization;
using System.Text.Json;

namespace SesMailEngine.Lambda.Events;

/// <summary>
/// Reads the event of an SQS event source mapping
/// (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event). What is not known is
/// passed over; a batch whose messages cannot be told apart is refused as a whole.
/// </summary>
internal static class SqsEvent
{
    /// <summary>The most messages a batch may have.</summary>
    public const int MaxMessages = 10_000;

    private const int MaxIdLength = 128;
    private const int MaxAttributes = 16;

    /// <summary>The messages, in order.</summary>
    /// <exception cref="InvalidEventException">It is no such event.</exception>
    public static IReadOnlyList<SqsMessage> Parse(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = 32 });
        try
        {
            return Read(ref json);
        }
        catch (JsonException broken)
        {
            throw new InvalidEventException(
                $"The event is not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).", broken);
        }
    }

    private static List<SqsMessage> Read(ref Utf8JsonReader json)
    {
        List<SqsMessage>? messages = null;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new InvalidEventException("The event is not a JSON object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isRecords = json.ValueTextEquals("Records"u8);
            json.Read();
            if (!isRecords || json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }
            messages = [];
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (messages.Count == MaxMessages) throw new InvalidEventException($"The event has more than {MaxMessages} records.");
                messages.Add(ReadMessage(ref json));
            }
        }
        // What follows the object would be a mistake too.
        json.Read();
        return messages ?? throw new InvalidEventException("The event has no 'Records': this function serves a queue.");
    }

    private static SqsMessage ReadMessage(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new InvalidEventException("A record of the event is not an object.");
        var message = new SqsMessage { MessageId = "" };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("messageId"u8)) message = message with { MessageId = ReadText(ref json) ?? "" };
            else if (json.ValueTextEquals("body"u8)) message = message with { Body = ReadText(ref json) ?? "" };
            else if (json.ValueTextEquals("eventSourceARN"u8)) message = message with { QueueArn = ReadText(ref json) ?? "" };
            else if (json.ValueTextEquals("attributes"u8)) message = ReadSystemAttributes(ref json, message);
            else if (json.ValueTextEquals("messageAttributes"u8)) message = message with { Attributes = ReadAttributes(ref json) };
            else SkipValue(ref json);
        }
        return message.MessageId.Length is > 0 and <= MaxIdLength
            ? message
            : throw new InvalidEventException("A record of the event has no usable 'messageId'.");
    }

    private static SqsMessage ReadSystemAttributes(ref Utf8JsonReader json, SqsMessage message)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return message;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("ApproximateReceiveCount"u8))
            {
                if (ReadNumber(ref json) is { } count and > 0 and <= int.MaxValue) message = message with { ReceiveCount = (int)count };
            }
            else if (json.ValueTextEquals("SentTimestamp"u8))
            {
                message = message with { SentAt = Time(ReadNumber(ref json)) };
            }
            else
            {
                SkipValue(ref json);
            }
        }
        return message;
    }

    private static Dictionary<string, string> ReadAttributes(ref Utf8JsonReader json)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return attributes;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref json);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }
            string? value = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("stringValue"u8)) value = ReadText(ref json);
                else SkipValue(ref json);
            }
            if (name is not null && value is not null && attributes.Count < MaxAttributes) attributes[name] = value;
        }
        return attributes;
    }

    /// <summary>A time in milliseconds since 1970; null when it is none.</summary>
    internal static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } told and >= 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(told) : null;

    // The queue's numbers are texts.
    private static long? ReadNumber(ref Utf8JsonReader json) =>
        long.TryParse(ReadText(ref json), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return Text(ref json);
        json.Skip();
        return null;
    }

    private static void SkipValue(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: JSON by its grammar, but no text
        }
    }
}
