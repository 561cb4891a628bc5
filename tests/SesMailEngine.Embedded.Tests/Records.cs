using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Tests;

/// <summary>Tracking records for tests.</summary>
public static class Records
{
    public static TrackingRecord Claimed(string emailId, DateTimeOffset? at = null, string to = "jo@example.com") => new()
    {
        EmailId = emailId,
        ToEmail = to,
        Status = EmailStatus.Sending,
        Timestamp = at ?? TestFolder.Start,
        ClaimedAt = at ?? TestFolder.Start,
        TemplateName = "welcome",
        Source = "shop",
        OriginalEmailId = emailId,
        Events = [new TimelineEntry("sending", at ?? TestFolder.Start)],
        Ttl = (at ?? TestFolder.Start).AddDays(90).ToUnixTimeSeconds(),
    };

    public static RecordChange Sent(string messageId, DateTimeOffset? at = null) => new()
    {
        Entry = new("sent", at ?? TestFolder.Start),
        Status = EmailStatus.Sent,
        SesMessageId = messageId,
        SentAt = at ?? TestFolder.Start,
    };

    public static RecordChange Delivered(string feedbackId, DateTimeOffset? at = null) => new()
    {
        Entry = new("delivery", at ?? TestFolder.Start, feedbackId),
        Status = EmailStatus.Delivered,
        DeliveredAt = at ?? TestFolder.Start,
    };
}
