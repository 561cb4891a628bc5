using System.Text.Json.Nodes;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Output;

// A tracking record as JSON, by the names of the table's attributes. What is absent in the record is absent here.
internal static class RecordJson
{
    public static JsonObject Write(TrackingRecord record)
    {
        var json = new JsonObject
        {
            ["emailId"] = record.EmailId,
            ["status"] = record.Status.ToWireName(),
            ["timestamp"] = record.Timestamp.ToWire(),
            ["datePartition"] = WireTime.Day(record.Timestamp),
        };
        Text("toEmail", record.ToEmail);
        Text("templateName", record.TemplateName);
        Text("templateVersion", record.TemplateVersion);
        Text("subject", record.Subject);
        Text("source", record.Source);
        Text("originalEmailId", record.OriginalEmailId);
        json["retryAttempt"] = record.RetryAttempt;
        Text("sesMessageId", record.SesMessageId);
        Text("senderEmail", record.SenderEmail);
        if (record.MetadataJson is { } metadata) json["metadata"] = JsonNode.Parse(metadata);
        Text("errorType", record.ErrorType);
        Text("errorCode", record.ErrorCode);
        Text("errorMessage", record.ErrorMessage);
        Time("sentAt", record.SentAt);
        Time("deliveredAt", record.DeliveredAt);
        Time("openedAt", record.OpenedAt);
        Count("openCount", record.OpenCount);
        Count("machineOpenCount", record.MachineOpenCount);
        Count("clickCount", record.ClickCount);
        Time("delayedAt", record.DelayedAt);
        Time("bouncedAt", record.BouncedAt);
        Text("bounceType", record.BounceType);
        Text("bounceSubType", record.BounceSubType);
        Text("bounceReason", record.BounceReason);
        Time("complainedAt", record.ComplainedAt);
        Text("complaintFeedbackType", record.ComplaintFeedbackType);
        Time("failedAt", record.FailedAt);
        json["events"] = new JsonArray([.. record.Events.Select(Event)]);
        if (record.Ttl is { } ttl) json["ttl"] = ttl;
        return json;

        void Text(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) json[name] = value;
        }

        void Time(string name, DateTimeOffset? value)
        {
            if (value is { } time) json[name] = time.ToWire();
        }

        void Count(string name, int value)
        {
            if (value != 0) json[name] = value;
        }
    }

    private static JsonNode Event(TimelineEntry entry)
    {
        var json = new JsonObject { ["type"] = entry.Type, ["timestamp"] = entry.Timestamp.ToWire() };
        if (entry.Id is not null) json["id"] = entry.Id;
        if (entry.Note is not null) json["note"] = entry.Note;
        return json;
    }
}
