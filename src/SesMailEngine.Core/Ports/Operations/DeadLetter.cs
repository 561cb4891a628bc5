using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>One message of a dead letter queue: what can be told from it alone, and the cause its record or the bus gave it.</summary>
/// <param name="Queue">Where it lies.</param>
/// <param name="MessageId">The queue's id of it.</param>
/// <param name="Body">Its content: somebody else's words, for nobody to follow.</param>
public sealed record DeadLetter(DeadLetterQueue Queue, string MessageId, string Body)
{
    /// <summary>The cause of a letter that neither a request nor feedback can be read from.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The cause of a letter nothing is known of.</summary>
    public const string Unknown = "unknown";

    /// <summary>The mail concerned; null when none can be told.</summary>
    public string? EmailId { get; private init; }

    /// <summary>The caller's event source.</summary>
    public string? Source { get; private init; }

    /// <summary>The recipient asked for, as the caller wrote it.</summary>
    public string? ToEmail { get; private init; }

    /// <summary>The template asked for.</summary>
    public string? TemplateName { get; private init; }

    /// <summary>When it came to the queue it was sent to first.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The record's code, or the bus's.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The record's message, or the bus's.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What messages of one cause share: the code, <see cref="Unreadable"/> or <see cref="Unknown"/>.</summary>
    public string Error => ErrorCode ?? (EmailId is null ? Unreadable : Unknown);

    /// <summary>Reads what can be told from a message alone. A body that is nothing known stays as it is.</summary>
    public static DeadLetter Read(DeadLetterQueue queue, string messageId, string body)
    {
        var letter = new DeadLetter(queue, messageId, body);
        try
        {
            using var document = JsonDocument.Parse(body);
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
