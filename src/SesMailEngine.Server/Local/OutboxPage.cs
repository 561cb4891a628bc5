using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Server.Local;

/// <summary>
/// <c>/_aws/ses</c>: the mails the simulator accepted, in the shape tools of this kind use (https://docs.localstack.cloud/aws/services/ses/).
/// <c>GET</c> lists them, newest first: <c>?id=</c> (message id or emailId), <c>?email=</c> (recipient), <c>?limit=</c> (1 to 1000,
/// default 100), <c>?before=</c> the <c>next</c> of the page before. <c>DELETE</c> empties the outbox.
/// </summary>
/// <param name="outbox">The mails.</param>
/// <param name="region">The region they say they come from.</param>
internal sealed class OutboxPage(IOutbox outbox, string region) : ILocalPage
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    // A mail can have megabytes: a page is read and sent a few at a time.
    private const int ReadAtOnce = 20;

    /// <inheritdoc/>
    public bool Handles(HttpRequest request) => request.Path == "/_aws/ses" || request.Path == "/_aws/ses/";

    /// <inheritdoc/>
    public async Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!LocalAnswers.Allows(http, "GET, HEAD, DELETE")) return;
        var query = http.Request.Query;
        if (HttpMethods.IsDelete(http.Request.Method))
        {
            if (query.Count > 0)
            {
                await RefuseAsync(http, "DELETE empties the whole outbox and takes no parameters.", cancellationToken);
                return;
            }
            await outbox.ClearAsync(cancellationToken);
            await LocalAnswers.WriteJsonAsync(http, 200, static json =>
            {
                json.WriteStartObject();
                json.WriteEndObject();
            }, cancellationToken);
            return;
        }
        if (!TryNumber(query["limit"], 1, MaxLimit, out var limit) || !TryNumber(query["before"], 0, long.MaxValue, out var before))
        {
            await RefuseAsync(http, $"limit must be 1 to {MaxLimit}, before the number a page gave as next.", cancellationToken);
            return;
        }
        LocalAnswers.SetHead(http, 200, "application/json");
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await WriteAsync(http, query["id"], query["email"], before, (int)(limit ?? DefaultLimit), cancellationToken);
    }

    private async Task WriteAsync(
        HttpContext http, string? id, string? email, long? before, int limit, CancellationToken cancellationToken)
    {
        var body = http.Response.BodyWriter;
        await using var json = new Utf8JsonWriter((IBufferWriter<byte>)body, LocalAnswers.Json);
        json.WriteStartObject();
        json.WriteStartArray("messages");
        var left = limit;
        var more = true;
        while (left > 0 && more)
        {
            var wanted = Math.Min(left, ReadAtOnce);
            var mails = await outbox.ListAsync(Given(id), Given(email), before, wanted, cancellationToken);
            foreach (var mail in mails)
            {
                Write(json, mail);
                before = mail.Sequence;
                await json.FlushAsync(cancellationToken);
                if (body.UnflushedBytes > 32 * 1024) await body.FlushAsync(cancellationToken);
            }
            left -= mails.Count;
            more = mails.Count == wanted;
        }
        json.WriteEndArray();
        if (more && before is { } next) json.WriteNumber("next", next);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    private void Write(Utf8JsonWriter json, SentMail mail)
    {
        json.WriteStartObject();
        json.WriteString("Id", mail.MessageId);
        json.WriteString("Region", region);
        json.WriteString("Timestamp", mail.AcceptedAt.ToWire());
        json.WriteString("Source", mail.From);
        json.WriteStartObject("Destination");
        WriteTexts(json, "ToAddresses", mail.ToAddresses);
        if (mail.CcAddresses.Count > 0) WriteTexts(json, "CcAddresses", mail.CcAddresses);
        if (mail.BccAddresses.Count > 0) WriteTexts(json, "BccAddresses", mail.BccAddresses);
        json.WriteEndObject();
        if (mail.IsDirect) WriteTexts(json, "Recipients", mail.Recipients);
        if (mail.ReplyTo is not null)
        {
            json.WriteStartArray("ReplyToAddresses");
            json.WriteStringValue(mail.ReplyTo);
            json.WriteEndArray();
        }
        json.WriteString("Subject", mail.Subject);
        json.WriteStartObject("Body");
        json.WriteString("text_part", mail.Text);
        json.WriteString("html_part", mail.Html);
        json.WriteEndObject();
        WritePairs(json, "Tags", mail.Tags);
        WritePairs(json, "Headers", mail.Headers);
        if (mail.Attachments.Count > 0) WriteAttachments(json, mail.Attachments);
        if (mail.Raw is not null) json.WriteString("RawData", mail.Raw);
        json.WriteString("EmailId", mail.EmailId);
        json.WriteNumber("Sequence", mail.Sequence);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IReadOnlyList<SentAttachment> attachments)
    {
        json.WriteStartArray("Attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("FileName", attachment.FileName);
            json.WriteString("ContentType", attachment.ContentType);
            json.WriteNumber("Size", attachment.Size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("Name", key);
            json.WriteString("Value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool TryNumber(string? text, long min, long max, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < min || value > max)
            return false;
        number = value;
        return true;
    }

    private static Task RefuseAsync(HttpContext http, string message, CancellationToken cancellationToken) =>
        LocalAnswers.WriteJsonAsync(http, 400, json =>
        {
            json.WriteStartObject();
            json.WriteString("message", message);
            json.WriteEndObject();
        }, cancellationToken);
}
