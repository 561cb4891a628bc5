using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>The content Simple: subject, bodies, headers, attachments (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Message.html).</summary>
internal static class SimpleContent
{
    /// <summary>The mail with this content.</summary>
    public static MailInput Read(JsonElement simple, MailInput input)
    {
        simple.RequireKnown("Subject", "Body", "Headers", "Attachments");
        var body = simple.Structure("Body") ?? throw SesErrors.Missing("content.simple.body");
        body.RequireKnown("Text", "Html");
        return input with
        {
            Subject = Part(simple, "Subject"),
            Text = Part(body, "Text"),
            Html = Part(body, "Html"),
            Headers = [.. simple.List("Headers").Select(header => RestSending.Pair(header, "Headers"))],
            Attachments = [.. simple.List("Attachments").Select(Attachment)],
        };
    }

    private static string? Part(JsonElement json, string name)
    {
        if (json.Structure(name) is not { } part) return null;
        part.RequireKnown("Data", "Charset");
        Charsets.Require(part.Text("Charset"));
        return part.Text("Data") ?? throw SesErrors.Missing($"{name}.data");
    }

    private static AttachmentInput Attachment(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw AwsException.Serialization("A member of Attachments is not an object.");
        json.RequireKnown(
            "RawContent", "FileName", "ContentType", "ContentDisposition", "ContentDescription", "ContentId", "ContentTransferEncoding");
        RequireOneOf(json, "ContentDisposition", "ATTACHMENT", "INLINE");
        RequireOneOf(json, "ContentTransferEncoding", "BASE64", "QUOTED_PRINTABLE", "SEVEN_BIT");
        RequireLine(json, "ContentDescription", 1000);
        RequireLine(json, "ContentId", 78);
        return new(
            json.Text("FileName") ?? throw SesErrors.Missing("fileName"), json.Text("ContentType"), RestSending.Base64(json, "RawContent").Length);
    }

    private static void RequireOneOf(JsonElement json, string name, params string[] words)
    {
        if (json.Text(name) is { } text && !words.Contains(text)) throw SesErrors.Invalid($"{name} must be one of {string.Join(", ", words)}.");
    }

    private static void RequireLine(JsonElement json, string name, int most)
    {
        if (json.Text(name) is not { } text) return;
        if (text.Length is 0 || text.Length > most) throw SesErrors.Invalid($"{name} must have 1 to {most} characters.");
        MailHeaders.RequireLine(name, text);
    }
}
