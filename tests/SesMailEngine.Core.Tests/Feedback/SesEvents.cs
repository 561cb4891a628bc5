using System.Text;
using System.Text.Json;

namespace SesMailEngine.Core.Tests.Feedback;

/// <summary>Feedback as SES words it, in the shape of event publishing.</summary>
internal static class SesEvents
{
    public static readonly DateTimeOffset SentAt = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public const string Browser = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15";

    public static string At(int seconds) => SentAt.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public static string Send(string? emailId = "order-1") => Event("Send", "\"send\":{}", emailId);

    public static string Delivery(string? emailId = "order-1", int at = 2) => Event(
        "Delivery", $$"""
        "delivery":{"timestamp":"{{At(at)}}","processingTimeMillis":546,"recipients":["jo@example.com"],"smtpResponse":"250 ok","reportingMTA":"mta.example.com"}
        """, emailId);

    public static string Open(int at = 60, string agent = Browser, string? emailId = "order-1") => Event(
        "Open", $$"""
        "open":{"ipAddress":"192.0.2.1","timestamp":"{{At(at)}}","userAgent":"{{agent}}"}
        """, emailId);

    public static string Click(int at = 70, string? emailId = "order-1") => Event(
        "Click", $$"""
        "click":{"ipAddress":"192.0.2.1","timestamp":"{{At(at)}}","userAgent":"{{Browser}}","link":"https://example.com"}
        """, emailId);

    public static string Delay(int at = 30, string? emailId = "order-1") => Event(
        "DeliveryDelay", $$"""
        "deliveryDelay":{"delayType":"MailboxFull","expirationTime":"{{At(9000)}}","delayedRecipients":[{"emailAddress":"jo@example.com"}],"timestamp":"{{At(at)}}"}
        """, emailId);

    public static string Subscription(string? emailId = "order-1") => Event(
        "Subscription", $$"""
        "subscription":{"contactList":"l","timestamp":"{{At(80)}}","source":"UnsubscribeHeader"}
        """, emailId);

    public static string Reject(string? emailId = "order-1") =>
        Event("Reject", "\"reject\":{\"reason\":\"Bad content\"}", emailId);

    public static string RenderingFailure(string? emailId = "order-1") =>
        Event("Rendering Failure", "\"failure\":{\"errorMessage\":\"Attribute 'x' is not present\",\"templateName\":\"T\"}", emailId);

    public static string Bounce(
        string type = "Permanent", string subType = "General", string feedbackId = "bounce-1", string? emailId = "order-1",
        int at = 10, params string[] recipients)
    {
        var who = recipients.Length == 0 ? ["jo@example.com"] : recipients;
        var list = string.Join(",", who.Select(address =>
            $$"""{"emailAddress":{{Quoted(address)}},"action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}"""));
        return Event(
            "Bounce", $$"""
            "bounce":{"bounceType":"{{type}}","bounceSubType":"{{subType}}","bouncedRecipients":[{{list}}],"timestamp":"{{At(at)}}","feedbackId":"{{feedbackId}}","reportingMTA":"dsn; mta.example.com"}
            """, emailId);
    }

    public static string SoftBounce(string feedbackId = "soft-1", string? emailId = "order-1", string subType = "MailboxFull") =>
        Bounce("Transient", subType, feedbackId, emailId);

    public static string Complaint(
        string? feedbackType = "abuse", string feedbackId = "complaint-1", string? emailId = "order-1", int at = 90,
        params string[] recipients)
    {
        var who = recipients.Length == 0 ? ["jo@example.com"] : recipients;
        var list = string.Join(",", who.Select(address => $$"""{"emailAddress":{{Quoted(address)}}}"""));
        var kind = feedbackType is null ? "" : $",\"complaintFeedbackType\":\"{feedbackType}\"";
        return Event(
            "Complaint", $$"""
            "complaint":{"complainedRecipients":[{{list}}],"timestamp":"{{At(at)}}","feedbackId":"{{feedbackId}}","complaintSubType":null{{kind}}}
            """, emailId);
    }

    public static string Event(string type, string facts, string? emailId) => $$"""
        {"eventType":"{{type}}","mail":{"timestamp":"{{At(0)}}","source":"shop@example.org","messageId":"ses-1","destination":["other@example.com"],"headersTruncated":false,"commonHeaders":{"subject":"Hi"}{{Tags(emailId)}}},{{facts.Trim()}}}
        """.Trim();

    /// <summary>The same event as an identity notification: another name for the type, and no tags.</summary>
    public static string AsNotification(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                writer.WritePropertyName(property.NameEquals("eventType") ? "notificationType" : property.Name);
                if (!property.NameEquals("mail"))
                {
                    property.Value.WriteTo(writer);
                    continue;
                }
                writer.WriteStartObject();
                foreach (var part in property.Value.EnumerateObject())
                {
                    if (!part.NameEquals("tags")) part.WriteTo(writer);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Wrapped by SNS, as an SQS subscription or an HTTP endpoint gets it.</summary>
    public static string AsSns(string message, string id = "sns-1") =>
        $$"""{"Type":"Notification","MessageId":"{{id}}","TopicArn":"arn:aws:sns:us-east-1:000000000000:t","Message":{{Quoted(message)}},"Timestamp":"{{At(1)}}"}""";

    /// <summary>Wrapped by SNS and Lambda.</summary>
    public static string AsLambda(params string[] messages) => "{\"Records\":[" + string.Join(",", messages.Select((message, i) =>
        $$"""{"EventSource":"aws:sns","EventVersion":"1.0","Sns":{{AsSns(message, "sns-" + i)}}}""")) + "]}";

    /// <summary>Wrapped by SNS, SQS and Lambda.</summary>
    public static string AsLambdaFromSqs(string message) =>
        $$"""{"Records":[{"messageId":"m","eventSource":"aws:sqs","body":{{Quoted(AsSns(message))}}}]}""";

    private static string Tags(string? emailId) => emailId is null
        ? "" : $",\"tags\":{{\"ses:configuration-set\":[\"c\"],\"emailId\":[{Quoted(emailId)}],\"stack\":[\"s\"]}}";

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";
}
