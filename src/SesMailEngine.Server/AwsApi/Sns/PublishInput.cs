using System.Text;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>Reads a message to publish (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).</summary>
internal static class PublishInput
{
    /// <summary>The members of one message: of Publish, and of an entry of PublishBatch.</summary>
    public static readonly string[] Members =
        ["Message", "Subject", "MessageStructure", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId"];

    private const int MaxSubject = 100;

    /// <summary>The message, and how many bytes it counts for.</summary>
    /// <param name="form">All parameters.</param>
    /// <param name="prefix">What precedes the names, with its dot; empty for Publish.</param>
    /// <param name="id">The id it gets.</param>
    public static (TopicMessage Message, int Size) Read(FormParameters form, string prefix, string id)
    {
        foreach (var name in (string[])["MessageDeduplicationId", "MessageGroupId"])
        {
            if (form[prefix + name] is not null)
                throw SnsErrors.InvalidParameter($"{name} Reason: The request includes {name} parameter that is not valid for this topic type");
        }
        if (form[prefix + "Message"] is not { Length: > 0 } text) throw SnsErrors.InvalidParameter("Empty message");
        if (MessageLimits.InvalidCharacter(text) is { } invalid)
            throw SnsErrors.InvalidParameter($"Message Reason: it contains the character #x{invalid:X}, which a message cannot have");
        var subject = form[prefix + "Subject"];
        // A subject becomes a mail's: no line breaks, no control characters.
        if (subject is not null && (subject.Length is < 1 or > MaxSubject || subject.Any(char.IsControl)))
            throw SnsErrors.InvalidParameter("Subject");
        var attributes = Attributes(form, prefix + "MessageAttributes");
        MessageAttributes.Check(attributes);
        var size = Encoding.UTF8.GetByteCount(text) + MessageAttributes.Size(attributes);
        if (size > MessageLimits.MaxBytes) throw SnsErrors.InvalidParameter("Message too long");
        var byProtocol = form[prefix + "MessageStructure"] switch
        {
            null or "" => [],
            "json" => ByProtocol(text),
            _ => throw SnsErrors.InvalidParameter("MessageStructure"),
        };
        return (new TopicMessage(id, subject, attributes)
        {
            Text = byProtocol.GetValueOrDefault("default", text),
            TextByProtocol = byProtocol,
        }, size);
    }

    private static List<MessageAttribute> Attributes(FormParameters form, string prefix)
    {
        var attributes = new List<MessageAttribute>();
        foreach (var entry in form.Prefixes(prefix + ".entry"))
        {
            var binary = form[entry + ".Value.BinaryValue"];
            attributes.Add(new MessageAttribute(
                form[entry + ".Name"] ?? "", form[entry + ".Value.DataType"] ?? "", form[entry + ".Value.StringValue"],
                binary is null ? null : MessageAttributes.Base64(binary)));
        }
        if (attributes.Count == 0 && form.HasPrefix(prefix) && form[prefix] is not "") throw SnsErrors.InvalidParameter("MessageAttributes");
        return attributes;
    }

    private static Dictionary<string, string> ByProtocol(string text)
    {
        const string Problem = "Message Structure - ";
        if (!JsonCheck.IsObject(Encoding.UTF8.GetBytes(text)))
            throw SnsErrors.InvalidParameter(Problem + "JSON message body failed to parse");
        using var document = JsonDocument.Parse(text);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            // SNS takes no notice of protocols whose text is none.
            if (member.Value.ValueKind == JsonValueKind.String) texts[member.Name] = member.Value.GetString()!;
        }
        return texts.ContainsKey("default") ? texts : throw SnsErrors.InvalidParameter(Problem + "No default entry in JSON message body");
    }
}
