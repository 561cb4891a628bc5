using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// SES events as event publishing words them
/// (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). Built as text: two of them for every mail.
/// </summary>
internal sealed class SesEventWriter(ResourceNames names)
{
    private const string Agent = "smtp-out.simulator.amazonses.com";

    /// <summary>The <c>mail</c> part, which all events of a mail share.</summary>
    public string MailOf(OutgoingMail mail, string messageId, long acceptedAt)
    {
        var to = Text(mail.To.Value);
        return MailOf("SendEmail", mail.From, to, to, to, mail.Subject, mail.ConfigurationSet, mail.Tags, messageId, acceptedAt);
    }

    /// <summary>The same of a mail the engine did not send.</summary>
    public string MailOf(DirectMail mail, string messageId, long acceptedAt) => MailOf(
        mail.Operation, mail.From, string.Join(',', mail.Recipients.Select(address => Text(address.Value))), Text(string.Join(", ", mail.To)),
        string.Join(',', mail.To.Select(Text)), mail.Subject, mail.ConfigurationSet ?? "", mail.Tags, messageId, acceptedAt);

    private string MailOf(
        string operation, Mailbox sender, string destination, string toHeader, string to, string subjectText, string configurationSet,
        IReadOnlyList<KeyValuePair<string, string>> mailTags, string messageId, long acceptedAt)
    {
        var from = Text(MailContent.FromOf(sender));
        var subject = Text(subjectText);
        var tags = new StringBuilder(256);
        tags.Append(CultureInfo.InvariantCulture,
            $$"""{"ses:operation":["{{operation}}"],"ses:configuration-set":[{{Text(configurationSet)}}],"ses:source-ip":["127.0.0.1"],"ses:from-domain":[{{Text(sender.Address.Domain)}}],"ses:caller-identity":[{{Text(names.EmailSender)}}]""");
        foreach (var tag in mailTags) tags.Append(CultureInfo.InvariantCulture, $",{Text(tag.Key)}:[{Text(tag.Value)}]");
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""{"timestamp":"{{{Time(acceptedAt)}}}","source":{{{from}}},"sendingAccountId":"{{{names.AccountId}}}","messageId":"{{{messageId}}}","destination":[{{{destination}}}],"headersTruncated":false,"headers":[{"name":"From","value":{{{from}}}},{"name":"To","value":{{{toHeader}}}},{"name":"Subject","value":{{{subject}}}}],"commonHeaders":{"from":[{{{from}}}],"to":[{{{to}}}],"messageId":"{{{messageId}}}","subject":{{{subject}}}},"tags":{{{tags}}}}}""");
    }

    /// <summary>SES has taken the mail and will try to deliver it.</summary>
    public static string Send(string mail) => Event("Send", mail, "send", "{}");

    /// <summary>The recipient's server has taken it.</summary>
    public static string Delivery(string mail, string to, long took, long at) => Event("Delivery", mail, "delivery",
        $$"""{"timestamp":"{{Time(at)}}","processingTimeMillis":{{took}},"recipients":[{{Text(to)}}],"smtpResponse":"250 2.6.0 Message received","reportingMTA":"{{Agent}}"}""");

    /// <summary>It came back.</summary>
    public static string Bounce(
        string mail, string to, string type, string subType, string status, string diagnosticCode, string feedbackId, long at) =>
        Event("Bounce", mail, "bounce",
            $$"""{"feedbackId":"{{feedbackId}}","bounceType":"{{type}}","bounceSubType":"{{subType}}","bouncedRecipients":[{"emailAddress":{{Text(to)}},"action":"failed","status":"{{status}}","diagnosticCode":{{Text(diagnosticCode)}}}],"timestamp":"{{Time(at)}}","reportingMTA":"dns; {{Agent}}"}""");

    /// <summary>The recipient reported it as spam.</summary>
    public static string Complaint(string mail, string to, string feedbackId, long at) => Event("Complaint", mail, "complaint",
        $$"""{"feedbackId":"{{feedbackId}}","complaintSubType":null,"complainedRecipients":[{"emailAddress":{{Text(to)}}}],"timestamp":"{{Time(at)}}","userAgent":"Amazon SES Mailbox Simulator","complaintFeedbackType":"abuse","arrivalDate":"{{Time(at)}}"}""");

    /// <summary>The recipient opened it.</summary>
    public static string Open(string mail, long at) => Event("Open", mail, "open",
        $$"""{"timestamp":"{{Time(at)}}","userAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0","ipAddress":"127.0.0.1"}""");

    /// <summary>SES took it, found a virus and did not try to deliver it.</summary>
    public static string Reject(string mail) => Event("Reject", mail, "reject", """{"reason":"Bad content"}""");

    /// <summary>It is still on its way.</summary>
    public static string DeliveryDelay(string mail, string to, long at) => Event("DeliveryDelay", mail, "deliveryDelay",
        $$"""{"timestamp":"{{Time(at)}}","delayType":"MailboxFull","expirationTime":"{{Time(at + 50_400_000)}}","delayedRecipients":[{"emailAddress":{{Text(to)}},"status":"4.2.2","diagnosticCode":"smtp; 452 4.2.2 mailbox full"}],"reportingMTA":"{{Agent}}"}""");

    private static string Event(string type, string mail, string name, string part) =>
        string.Concat($"{{\"eventType\":\"{type}\",\"mail\":", mail, $",\"{name}\":", part, "}");

    private static string Text(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";

    private static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToWire();
}
