using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Ses;

/// <summary>
/// The body of SES v2's SendEmail (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html). SES makes
/// multipart/alternative of a text and an HTML part by itself.
/// </summary>
internal static class SendEmailRequest
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a mail, UTF-8.</summary>
    public static byte[] Write(OutgoingMail mail)
    {
        var buffer = new ArrayBufferWriter<byte>(mail.Html.Length + mail.Text.Length + 1024);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            Text(json, "FromEmailAddress", MailboxText.Of(mail.From));
            json.WriteStartObject("Destination");
            Texts(json, "ToAddresses", mail.To.Value);
            json.WriteEndObject();
            if (mail.ReplyTo is { } replyTo) Texts(json, "ReplyToAddresses", replyTo.Value);
            json.WriteStartObject("Content");
            WriteSimple(json, mail);
            json.WriteEndObject();
            if (mail.Tags.Count > 0) Pairs(json, "EmailTags", mail.Tags);
            Text(json, "ConfigurationSetName", mail.ConfigurationSet);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSimple(Utf8JsonWriter json, OutgoingMail mail)
    {
        json.WriteStartObject("Simple");
        Content(json, "Subject", mail.Subject);
        json.WriteStartObject("Body");
        Content(json, "Text", mail.Text);
        Content(json, "Html", mail.Html);
        json.WriteEndObject();
        if (mail.Headers.Count > 0) Pairs(json, "Headers", mail.Headers);
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, string name, string data)
    {
        json.WriteStartObject(name);
        Text(json, "Data", data);
        json.WriteString("Charset", "UTF-8");
        json.WriteEndObject();
    }

    private static void Pairs(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartObject();
            Text(json, "Name", key);
            Text(json, "Value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(text);
        json.WriteEndArray();
    }

    // By way of bytes: half a surrogate pair becomes U+FFFD instead of an exception.
    private static void Text(Utf8JsonWriter json, string name, string text) => json.WriteString(name, Encoding.UTF8.GetBytes(text));
}
