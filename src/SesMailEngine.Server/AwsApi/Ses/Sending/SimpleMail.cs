using System.Text;
using MimeKit;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>Makes a mail from subject and bodies, the parts of SendEmail.</summary>
internal static class SimpleMail
{
    /// <summary>The mail, when all of it can be sent.</summary>
    public static DirectMail Compose(MailInput input)
    {
        var from = MailAddresses.Require(input.From ?? throw SesErrors.Missing("fromEmailAddress"));
        Mailbox[] to = [.. input.To.Select(MailAddresses.Require)];
        Mailbox[] cc = [.. input.Cc.Select(MailAddresses.Require)];
        Mailbox[] bcc = [.. input.Bcc.Select(MailAddresses.Require)];
        var recipients = MailAddresses.Recipients(to, cc, bcc);
        var subject = MailHeaders.RequireLine("Subject", input.Subject ?? throw SesErrors.Missing("subject"));
        if (input.Text is null && input.Html is null) throw SesErrors.Invalid("The body must have a Text or an Html part.");
        RequireSize(input, subject);
        List<KeyValuePair<string, string>> headers = [.. MailHeaders.Require(input.Headers)];
        if (input.ReturnPath is { Length: > 0 } returnPath)
            headers.Add(KeyValuePair.Create("Return-Path", MailAddresses.Require(returnPath).Address.Value));
        return new DirectMail
        {
            Operation = "SendEmail",
            From = from,
            Recipients = recipients,
            To = Shown(to),
            Cc = Shown(cc),
            Bcc = Shown(bcc),
            ReplyTo = Shown([.. input.ReplyTo.Select(MailAddresses.Require)]),
            Subject = subject,
            Text = input.Text ?? "",
            Html = input.Html ?? "",
            Headers = headers,
            Tags = MailTags.Require(input.Tags),
            Attachments = [.. input.Attachments.Select(Attachment)],
            ConfigurationSet = input.ConfigurationSet,
        };
    }

    private static void RequireSize(MailInput input, string subject)
    {
        var bytes = input.Attachments.Sum(file => file.Size);
        foreach (var text in new[] { subject, input.Text, input.Html }) bytes += Encoding.UTF8.GetByteCount(text ?? "");
        if (bytes > input.MaxBytes) throw TooLong(input.MaxBytes, bytes);
    }

    /// <summary>The message is longer than SES takes.</summary>
    public static Exception TooLong(int most, long bytes) =>
        SesErrors.Invalid($"Message length is more than {most} bytes long: '{bytes}'.");

    private static string[] Shown(Mailbox[] mailboxes) => [.. mailboxes.Select(MailAddresses.Shown)];

    private static SentAttachment Attachment(AttachmentInput file)
    {
        if (file.FileName.Length is 0 or > 255 || file.FileName.Any(char.IsControl))
            throw SesErrors.Invalid("The file name of an attachment must have 1 to 255 characters and no control characters.");
        if (file.ContentType is { } given && (given.Length > 78 || !ContentType.TryParse(MimeParsing.Options, given, out _)))
            throw SesErrors.Invalid("The content type of an attachment is not a MIME type.");
        return new(file.FileName, file.ContentType ?? MimeTypes.GetMimeType(file.FileName), file.Size);
    }
}
