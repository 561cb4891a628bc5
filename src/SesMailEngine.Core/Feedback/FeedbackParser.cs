using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Reads SES's events in both shapes: event publishing (<c>eventType</c>) and identity notifications
/// (<c>notificationType</c>, https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html).
/// </summary>
internal static class FeedbackParser
{
    // SES addresses at most 50 recipients at a time.
    private const int MaxRecipients = 100;

    private const int MaxIdLength = 200;

    private const int MaxTextLength = 1000;

    /// <summary>The name of the event's kind, known or not; null when the object is no SES event.</summary>
    public static string? KindName(JsonElement content) =>
        content.Text("eventType", 64) ?? content.Text("notificationType", 64);

    /// <summary>Reads an event; null when it is malformed: a part it must have is missing.</summary>
    /// <param name="kind">The kind it claims to be.</param>
    /// <param name="content">The event.</param>
    /// <param name="snsMessageId">SNS's message id, if any.</param>
    public static FeedbackEvent? Parse(FeedbackKind kind, JsonElement content, string? snsMessageId)
    {
        if (content.Child("mail") is not { } mail) return null;
        var facts = content.Child(FactsName(kind));
        if (facts is null && kind is FeedbackKind.Bounce or FeedbackKind.Complaint) return null;
        var messageId = mail.Text("messageId", MaxIdLength);
        var emailId = EmailIdOf(mail);
        var sentAt = mail.Time("timestamp");
        if ((messageId ?? emailId) is null || (facts?.Time("timestamp") ?? sentAt) is not { } at) return null;
        var feedback = new FeedbackEvent
        {
            Kind = kind,
            Id = facts?.Text("feedbackId") is { Length: > 0 and <= MaxIdLength } feedbackId ? feedbackId
                : snsMessageId is { Length: > 0 and <= MaxIdLength } ? snsMessageId
                : HashId(kind, messageId ?? emailId!, at),
            At = at,
            EmailId = emailId,
            SesMessageId = messageId,
            // Neither a rejected nor an unrendered mail was sent.
            SentAt = kind is FeedbackKind.Reject or FeedbackKind.RenderingFailure ? null : sentAt,
        };
        return facts is { } details ? WithFacts(feedback, details) : feedback;
    }

    private static string FactsName(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Send => "send",
        FeedbackKind.Delivery => "delivery",
        FeedbackKind.Open => "open",
        FeedbackKind.Bounce => "bounce",
        FeedbackKind.Complaint => "complaint",
        FeedbackKind.Reject => "reject",
        FeedbackKind.RenderingFailure => "failure",
        FeedbackKind.DeliveryDelay => "deliveryDelay",
        FeedbackKind.Click => "click",
        _ => "subscription",
    };

    private static FeedbackEvent? WithFacts(FeedbackEvent feedback, JsonElement facts)
    {
        switch (feedback.Kind)
        {
            case FeedbackKind.Bounce:
                return facts.Text("bounceType", 64) is not { } type ? null : feedback with
                {
                    BounceType = type,
                    BounceSubType = facts.Text("bounceSubType", 64) ?? "",
                    Recipients = RecipientsOf(facts.Children("bouncedRecipients")),
                };
            case FeedbackKind.Complaint:
                return feedback with
                {
                    ComplaintFeedbackType = facts.Text("complaintFeedbackType", 64),
                    Recipients = RecipientsOf(facts.Children("complainedRecipients")),
                };
            case FeedbackKind.Open or FeedbackKind.Click:
                return feedback with { UserAgent = facts.Text("userAgent", MaxTextLength) };
            case FeedbackKind.Reject:
                return feedback with { Reason = facts.Text("reason", MaxTextLength) };
            case FeedbackKind.RenderingFailure:
                return feedback with { Reason = facts.Text("errorMessage", MaxTextLength) };
            default:
                return feedback;
        }
    }

    private static string? EmailIdOf(JsonElement mail)
    {
        if (mail.Child("tags") is not { } tags) return null;
        foreach (var value in tags.Children(MessageTags.EmailId)) return MessageTags.Decode(value.AsText());
        return MessageTags.Decode(tags.Text(MessageTags.EmailId));
    }

    private static List<FeedbackRecipient> RecipientsOf(IEnumerable<JsonElement> elements)
    {
        var recipients = new List<FeedbackRecipient>();
        foreach (var element in elements)
        {
            if (recipients.Count == MaxRecipients) break;
            if (element.Text("emailAddress") is { } text && KeyOf(text) is { } key
                && !recipients.Exists(known => known.Address == key))
            {
                recipients.Add(new(key, element.Text("diagnosticCode", MaxTextLength)));
            }
        }
        return recipients;
    }

    // SES also reports addresses the engine would not send to itself (a quoted local part); they are suppressed as they are.
    private static string? KeyOf(string text)
    {
        if (EmailAddress.TryParse(text, out var address)) return address!.ComparisonKey;
        var bare = text.Trim().TrimStart('<').TrimEnd('>').ToLowerInvariant();
        return bare.Length is > 2 and <= EmailAddress.MaxLength && bare.LastIndexOf('@') > 0 && !bare.Any(char.IsControl)
            ? bare : null;
    }

    private static string HashId(FeedbackKind kind, string messageId, DateTimeOffset at)
    {
        var what = Encoding.UTF8.GetBytes($"{kind.ToTimelineType()}\n{messageId}\n{at.ToWire()}");
        return "feedback-" + Convert.ToHexStringLower(SHA256.HashData(what).AsSpan(0, 16));
    }
}
