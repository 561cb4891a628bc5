using System.Text.Json;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>SendEmail of version 2, with the content Simple or Raw (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).</summary>
internal sealed class RestSending(DirectSender sender)
{
    // https://docs.aws.amazon.com/ses/latest/dg/quotas.html, message size.
    private const int MaxBytes = 40 << 20;

    /// <summary>SendEmail.</summary>
    public async Task SendAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        DirectMail mail;
        using (var document = JsonInput.Parse(request)) mail = Read(document.RootElement);
        var messageId = await sender.SendAsync(request, mail, cancellationToken);
        await request.WriteJsonAsync(
            messageId,
            static (json, id) =>
            {
                json.WriteStartObject();
                json.WriteString("MessageId", id);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private static DirectMail Read(JsonElement json)
    {
        json.RequireKnown(
            "FromEmailAddress", "Destination", "ReplyToAddresses", "FeedbackForwardingEmailAddress", "Content", "EmailTags",
            "ConfigurationSetName");
        var content = json.Structure("Content") ?? throw SesErrors.Missing("content");
        content.RequireKnown("Simple", "Raw", "Template");
        if (content.Member("Template") is not null)
        {
            throw SesErrors.Invalid(
                "SES templates are not supported by this host: send an Email Request event with templateName and templateData to the stack's event bus instead.");
        }
        var (simple, raw) = (content.Structure("Simple"), content.Structure("Raw"));
        if (simple is null == raw is null) throw SesErrors.Invalid("Content must have exactly one of Simple and Raw.");
        var destination = json.Structure("Destination");
        destination?.RequireKnown("ToAddresses", "CcAddresses", "BccAddresses");
        var input = new MailInput
        {
            From = json.Text("FromEmailAddress"),
            To = destination?.Texts("ToAddresses") ?? [],
            Cc = destination?.Texts("CcAddresses") ?? [],
            Bcc = destination?.Texts("BccAddresses") ?? [],
            ReplyTo = json.Texts("ReplyToAddresses"),
            ReturnPath = json.Text("FeedbackForwardingEmailAddress"),
            Tags = [.. json.List("EmailTags").Select(tag => Pair(tag, "EmailTags"))],
            ConfigurationSet = json.Text("ConfigurationSetName"),
            MaxBytes = MaxBytes,
        };
        return raw is { } message ? ReadRaw(message, input) : SimpleMail.Compose(SimpleContent.Read(simple!.Value, input));
    }

    private static DirectMail ReadRaw(JsonElement raw, MailInput input)
    {
        raw.RequireKnown("Data");
        if (input.ReplyTo.Count > 0) throw SesErrors.Invalid("ReplyToAddresses cannot be set for a raw message: its header Reply-To says it.");
        return RawMail.Read(Base64(raw, "Data"), input, "SendEmail");
    }

    /// <summary>Bytes in base64 that must be given.</summary>
    public static byte[] Base64(JsonElement json, string name)
    {
        if (json.Member(name) is not { } value) throw SesErrors.Missing(name);
        return value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes)
            ? bytes : throw AwsException.Serialization($"The member {name} is not base64.");
    }

    /// <summary>A structure of Name and Value.</summary>
    public static KeyValuePair<string, string> Pair(JsonElement json, string list)
    {
        if (json.ValueKind != JsonValueKind.Object) throw AwsException.Serialization($"A member of {list} is not an object.");
        json.RequireKnown("Name", "Value");
        return KeyValuePair.Create(json.Text("Name") ?? throw SesErrors.Missing("name"), json.Text("Value") ?? throw SesErrors.Missing("value"));
    }
}
