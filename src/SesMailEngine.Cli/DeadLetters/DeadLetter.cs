using System.Globalization;
using System.Text.Json;
using Amazon.SQS.Model;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.DeadLetters;

// One message of a dead letter queue: what can be told from it alone, and the outcome its record or the bus gave it.
internal sealed record DeadLetter(DeadLetterQueue Queue, string MessageId, string ReceiptHandle, string Body)
{
    public const string Unreadable = "unreadable";

    public string? EmailId { get; private init; }

    public string? Source { get; private init; }

    public string? ToEmail { get; private init; }

    public string? TemplateName { get; private init; }

    public DateTimeOffset? SentAt { get; private init; }

    // Why it is here: the record's code and message, or the bus's.
    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    // What messages of one cause share: the code, or why there is none.
    public string Error => ErrorCode ?? (EmailId is null ? Unreadable : "unknown");

    public static DeadLetter Of(DeadLetterQueue queue, Message message)
    {
        var letter = Describe(new DeadLetter(queue, message.MessageId, message.ReceiptHandle, message.Body));
        var attributes = message.MessageAttributes;
        return letter with
        {
            SentAt = message.Attributes?.GetValueOrDefault("SentTimestamp") is { } sent && long.TryParse(sent, CultureInfo.InvariantCulture, out var milliseconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null,
            ErrorCode = attributes?.GetValueOrDefault("ERROR_CODE")?.StringValue,
            ErrorMessage = attributes?.GetValueOrDefault("ERROR_MESSAGE")?.StringValue,
        };
    }

    private static DeadLetter Describe(DeadLetter letter)
    {
        try
        {
            using var document = JsonDocument.Parse(letter.Body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return letter;
            // An event has its request in "detail"; a retry carries the same in "detail" beside its ids; feedback has its mail's tags.
            var detail = Child(root, "detail") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
            return letter with
            {
                EmailId = Text(root, "emailId") ?? Text(detail, "emailId") ?? FeedbackEmailId(root) ?? MadeId(root),
                Source = Text(root, "source"),
                ToEmail = Text(detail, "to"),
                TemplateName = Text(detail, "templateName"),
            };
        }
        catch (JsonException)
        {
            // Shown as it is: that it is no JSON is why it is here.
            return letter;
        }
    }

    private static string? FeedbackEmailId(JsonElement root)
    {
        if (Text(root, "Message") is { } message)
        {
            using var inner = JsonDocument.Parse(message);
            return FeedbackEmailId(inner.RootElement.Clone());
        }
        return Child(root, "mail") is { } mail && Child(mail, "tags") is { } tags && Child(tags, "emailId") is { ValueKind: JsonValueKind.Array } ids
            && ids.GetArrayLength() > 0 && ids[0].ValueKind == JsonValueKind.String ? ids[0].GetString() : null;
    }

    // The id the engine gave an event that brought none.
    private static string? MadeId(JsonElement root) =>
        Text(root, "id") is { Length: > 0 } id && WireTime.TryParse(Text(root, "time"), out var time) && Child(root, "detail") is not null
            ? EmailIds.For(time, id) : null;

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : null;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
