using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>
/// A tracking record as an item: every value under its name on the wire, absent values absent, counts that are zero
/// absent too (but <c>retryAttempt</c>). What a retry repeats and the claim stay inside.
/// </summary>
internal static class TrackingItem
{
    /// <summary>The item of a record.</summary>
    public static AttributeMap From(TrackingRecord record)
    {
        var item = new AttributeMap(32)
        {
            { "emailId", AttributeValue.Of(record.EmailId) },
            { "status", AttributeValue.Of(record.Status.ToWireName()) },
            { "timestamp", AttributeValue.Of(record.Timestamp.ToWire()) },
            { "datePartition", AttributeValue.Of(record.DatePartition) },
            { "retryAttempt", AttributeValue.Of(record.RetryAttempt) },
        };
        AddIdentity(item, record);
        AddFeedback(item, record);
        if (record.MetadataJson is { } metadata) item.Add("metadata", MetadataMap.Read(metadata));
        if (record.Events.Count > 0) item.Add("events", AttributeValue.Of(record.Events.Select(Event).ToArray()));
        if (record.Ttl is { } ttl) item.Add("ttl", AttributeValue.Of(ttl));
        return item;
    }

    private static void AddIdentity(AttributeMap item, TrackingRecord record)
    {
        item.AddText("toEmail", NotEmpty(record.ToEmail));
        item.AddText("templateName", NotEmpty(record.TemplateName));
        item.AddText("source", NotEmpty(record.Source));
        item.AddText("originalEmailId", NotEmpty(record.OriginalEmailId));
        item.AddText("subject", record.Subject);
        item.AddText("sesMessageId", NotEmpty(record.SesMessageId));
        item.AddText("senderEmail", record.SenderEmail);
        item.AddText("templateVersion", record.TemplateVersion);
        item.AddText("errorType", record.ErrorType);
        item.AddText("errorCode", record.ErrorCode);
        item.AddText("errorMessage", record.ErrorMessage);
    }

    private static void AddFeedback(AttributeMap item, TrackingRecord record)
    {
        item.AddText("sentAt", record.SentAt?.ToWire());
        item.AddText("delayedAt", record.DelayedAt?.ToWire());
        item.AddText("deliveredAt", record.DeliveredAt?.ToWire());
        item.AddText("openedAt", record.OpenedAt?.ToWire());
        AddCount(item, "openCount", record.OpenCount);
        AddCount(item, "machineOpenCount", record.MachineOpenCount);
        AddCount(item, "clickCount", record.ClickCount);
        item.AddText("bouncedAt", record.BouncedAt?.ToWire());
        item.AddText("bounceType", record.BounceType);
        item.AddText("bounceSubType", record.BounceSubType);
        item.AddText("bounceReason", record.BounceReason);
        item.AddText("complainedAt", record.ComplainedAt?.ToWire());
        item.AddText("complaintFeedbackType", record.ComplaintFeedbackType);
        item.AddText("failedAt", record.FailedAt?.ToWire());
    }

    private static AttributeValue Event(TimelineEntry entry)
    {
        var map = new AttributeMap(4)
        {
            { "type", AttributeValue.Of(entry.Type) },
            { "timestamp", AttributeValue.Of(entry.Timestamp.ToWire()) },
        };
        map.AddText("id", entry.Id);
        map.AddText("note", entry.Note);
        return AttributeValue.Of(map);
    }

    private static void AddCount(AttributeMap item, string name, int count)
    {
        if (count > 0) item.Add(name, AttributeValue.Of(count));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
