using System.Text;
using MimeKit;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>
/// Reads a whole MIME message (https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html). What SES takes from its headers, X-SES-…,
/// is taken from there too.
/// </summary>
internal static class RawMail
{
    private const int KeptBytes = 512 * 1024;
    private const int MaxParts = 500;
    private const int MaxHeaders = 500;

    // Each may come once (RFC 5322 section 3.6).
    private static readonly HeaderId[] Single =
        [HeaderId.From, HeaderId.Sender, HeaderId.ReplyTo, HeaderId.To, HeaderId.Cc, HeaderId.Bcc, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId];

    // Shown in places of their own, or part of the body's form.
    private static readonly HashSet<HeaderId> Elsewhere =
    [
        HeaderId.From, HeaderId.ReplyTo, HeaderId.To, HeaderId.Cc, HeaderId.Bcc, HeaderId.Subject, HeaderId.MimeVersion, HeaderId.ContentType,
        HeaderId.ContentTransferEncoding, HeaderId.ContentDisposition,
    ];

    /// <summary>The mail in a message; the addresses given beside it go before those in it.</summary>
    public static DirectMail Read(byte[] bytes, MailInput input, string operation)
    {
        if (bytes.Length == 0) throw SesErrors.Invalid("Missing required header 'From'.");
        if (bytes.Length > input.MaxBytes) throw SimpleMail.TooLong(input.MaxBytes, bytes.Length);
        RequireCleanHeaders(bytes);
        using var message = Parse(bytes);
        RequireForm(message);

        var from = message.From.Mailboxes.FirstOrDefault() is { } inMessage ? MailAddresses.Of(inMessage)
            : throw SesErrors.Invalid("Missing required header 'From'.");
        // The envelope's sender is checked like any address; the mail is shown as from whom it says it is.
        if (input.From is not null) MailAddresses.Require(input.From);
        Mailbox[] given = [.. input.To.Concat(input.Cc).Concat(input.Bcc).Select(MailAddresses.Require)];
        var recipients = given.Length > 0
            ? MailAddresses.Recipients(given)
            : MailAddresses.Recipients(All(message.To), All(message.Cc), All(message.Bcc));
        return new DirectMail
        {
            Operation = operation,
            From = from,
            Recipients = recipients,
            To = Shown(message.To),
            Cc = Shown(message.Cc),
            Bcc = Shown(message.Bcc),
            ReplyTo = Shown(message.ReplyTo),
            Subject = MailHeaders.RequireLine("Subject", message.Subject ?? ""),
            Text = message.TextBody ?? "",
            Html = message.HtmlBody ?? "",
            Headers = Headers(message),
            Tags = MailTags.Require(input.Tags.Count > 0 ? input.Tags : MailTags.Parse(message.Headers["X-SES-MESSAGE-TAGS"])),
            Attachments = [.. message.Attachments.Select(Attachment)],
            Raw = bytes.Length <= KeptBytes ? Encoding.Latin1.GetString(bytes) : "",
            ConfigurationSet = input.ConfigurationSet ?? message.Headers["X-SES-CONFIGURATION-SET"]?.Trim(),
        };
    }

    private static MimeMessage Parse(byte[] bytes)
    {
        try
        {
            // Persistent: the parts stay in the bytes there are, and are not copied.
            return new MimeParser(MimeParsing.Options, new MemoryStream(bytes, writable: false), MimeFormat.Entity, persistent: true).ParseMessage();
        }
        catch (FormatException)
        {
            throw SesErrors.Invalid("The message is not a MIME message: it has no headers.");
        }
    }

    // A carriage return alone, or a zero, makes two readers of one message see different headers.
    private static void RequireCleanHeaders(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0 || (bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n')))
                throw SesErrors.Invalid("The headers of the message contain control characters.");
            if (bytes[i] != '\n') continue;
            var next = bytes[(i + 1)..];
            if (next.IsEmpty || next[0] == '\n' || next.StartsWith("\r\n"u8)) return;
        }
    }

    private static void RequireForm(MimeMessage message)
    {
        if (message.Headers.Count > MaxHeaders) throw SesErrors.Invalid($"The message has more than {MaxHeaders} headers.");
        foreach (var id in Single)
        {
            if (message.Headers.Count(header => header.Id == id) > 1) throw SesErrors.Invalid($"Duplicate header '{id.ToHeaderName()}'.");
        }
        var parts = 0;
        using var iterator = new MimeIterator(message);
        while (iterator.MoveNext())
        {
            if (++parts > MaxParts) throw SesErrors.Rejected($"The message has more than {MaxParts} MIME parts.");
        }
    }

    private static Mailbox[] All(InternetAddressList list)
    {
        var mailboxes = list.Mailboxes.Take(MailAddresses.MaxRecipients + 1).ToArray();
        return mailboxes.Length > MailAddresses.MaxRecipients
            ? throw SesErrors.Invalid($"Recipient count exceeds {MailAddresses.MaxRecipients}.")
            : [.. mailboxes.Select(MailAddresses.Of)];
    }

    private static string[] Shown(InternetAddressList list) => [.. list.Mailboxes.Select(MailAddresses.Of).Select(MailAddresses.Shown)];

    private static KeyValuePair<string, string>[] Headers(MimeMessage message) =>
    [
        .. message.Headers
            .Where(header => !Elsewhere.Contains(header.Id) && !header.Field.StartsWith("X-SES-", StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Field, header.Value)),
    ];

    private static SentAttachment Attachment(MimeEntity entity)
    {
        var name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "";
        return new(name, entity.ContentType.MimeType, SizeOf(entity));
    }

    private static long SizeOf(MimeEntity entity)
    {
        using var counter = new MimeKit.IO.MeasuringStream();
        if (entity is MimePart { Content: { } content }) content.DecodeTo(counter);
        else if (entity is not MimePart) entity.WriteTo(counter, contentOnly: true);
        return counter.Length;
    }
}
