using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>
/// Reads an Email Request from the event's envelope (<c>source</c>, <c>detail-type</c>, <c>detail</c>, <c>id</c>,
/// <c>time</c>: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html) or from the retry queue's
/// message. Whatever comes, something comes out that a record can be made of.
/// </summary>
internal static class EmailRequestParser
{
    /// <summary>The longest message read, in characters: twice what a bus or a queue takes.</summary>
    public const int MaxLength = 512 * 1024;

    private const int MaxNameLength = 256;

    /// <summary>Reads a message of the buffer queue or of the retry queue.</summary>
    public static ParsedRequest Parse(QueuedRequest message) =>
        message.IsRetry ? ParseRetry(message) : ParseEvent(message);

    private static ParsedRequest ParseEvent(QueuedRequest message)
    {
        if (message.Body.Length > MaxLength) return Unreadable(message, $"longer than {MaxLength} characters");
        if (!TryParse(message.Body, out var envelope, out var why)) return Unreadable(message, why);
        if (envelope.ValueKind != JsonValueKind.Object) return Unreadable(message, "the event must be a JSON object");
        var source = PrintableText.Of(Text(envelope, "source") ?? "", MaxNameLength);
        var time = WireTime.TryParse(Text(envelope, "time"), out var told) ? told : message.SentAt;
        var madeId = EmailIds.For(time, Text(envelope, "id") is { Length: > 0 } id ? id : message.MessageId);
        var origin = new RequestOrigin(source, madeId, OriginalEmailId: null, RetryAttempt: 0);
        return envelope.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.Object
            ? DetailParser.Parse(detail, origin)
            : Unreadable(origin, "must be a JSON object");
    }

    private static ParsedRequest ParseRetry(QueuedRequest message)
    {
        if (message.Body.Length > MaxLength || RetryRequest.FromJson(message.Body) is not { } retry)
        {
            return Unreadable(message, "not a message of the retry queue");
        }
        if (!TryParse(retry.DetailJson, out var detail, out var why)) return Unreadable(message, why);
        return DetailParser.Parse(detail, new RequestOrigin(retry.Source, retry.EmailId, retry.OriginalEmailId, retry.RetryAttempt));
    }

    private static bool TryParse(string json, out JsonElement root, out string why)
    {
        try
        {
            root = JsonElement.Parse(json);
            why = "";
            return true;
        }
        catch (JsonException broken)
        {
            why = $"not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})";
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair outside an escape: the message itself is no Unicode text.
            why = "not valid Unicode text";
        }
        root = default;
        return false;
    }

    private static string? Text(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        return JsonText.Read(value);
    }

    private static ParsedRequest Unreadable(QueuedRequest message, string why) =>
        Unreadable(new RequestOrigin("", EmailIds.For(message.SentAt, message.MessageId), null, message.IsRetry ? 1 : 0), why);

    private static ParsedRequest Unreadable(RequestOrigin origin, string why) => ParsedRequest.Invalid(
        new RequestDraft(origin.MadeId, "", "", origin.Source, origin.OriginalEmailId ?? origin.MadeId, origin.RetryAttempt, null),
        ValidationException.Field("detail", why).Failure);
}
