using Amazon.DynamoDBv2.Model;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>A tracking record as an item of the tracking table, and an item as a record.</summary>
internal static class RecordItem
{
    // An item may have 400 KB and a request 256 KB; a text this long is kept once only, as the map.
    private const int MaxMetadataText = 48 * 1024;

    /// <summary>The item of a record, without <see cref="Names.Version"/> and <see cref="Names.LastWrite"/>.</summary>
    public static Dictionary<string, AttributeValue> Write(TrackingRecord record)
    {
        var item = new Dictionary<string, AttributeValue>(40, StringComparer.Ordinal)
        {
            [Names.EmailId] = ItemValues.Text(record.EmailId),
            [Names.Status] = ItemValues.Text(record.Status.ToWireName()),
            [Names.Timestamp] = ItemValues.Time(record.Timestamp),
            [Names.DatePartition] = ItemValues.Text(record.DatePartition),
            [Names.RetryAttempt] = ItemValues.Number(record.RetryAttempt),
        };
        WriteIdentity(item, record);
        WriteFacts(item, record);
        if (record.ClaimedAt is { } claimed) item[Names.ClaimedAt] = ItemValues.ExactTime(claimed);
        if (record.FailedAt is { } failed) item[Names.FailedAt] = ItemValues.ExactTime(failed);
        item.AddText(Names.RetryDetail, record.RetryDetailJson);
        if (record.Ttl is { } ttl) item[Names.Ttl] = ItemValues.Number(ttl);
        if (record.Events.Count == 0) return item;
        item[Names.Events] = new AttributeValue { L = [.. record.Events.Select(Event)] };
        var ids = record.Events.Select(entry => entry.Id).OfType<string>().Where(id => id.Length > 0).Distinct().ToList();
        if (ids.Count > 0) item[Names.FeedbackIds] = new AttributeValue { SS = ids };
        return item;
    }

    /// <summary>A line of the timeline.</summary>
    public static AttributeValue Event(TimelineEntry entry)
    {
        var map = new Dictionary<string, AttributeValue>(4, StringComparer.Ordinal)
        {
            ["type"] = ItemValues.Text(entry.Type),
            ["timestamp"] = ItemValues.Time(entry.Timestamp),
        };
        map.AddText("id", entry.Id);
        map.AddText("note", entry.Note);
        return new AttributeValue { M = map };
    }

    /// <summary>The record of an item.</summary>
    /// <exception cref="PortException">Its status is none: somebody wrote it who is not the engine.</exception>
    public static TrackingRecord Read(Dictionary<string, AttributeValue> item)
    {
        var emailId = item.ReadText(Names.EmailId) ?? "";
        if (!EmailStatuses.TryParse(item.ReadText(Names.Status), out var status))
        {
            throw new PortException("A tracking record has no status the engine knows.", isTransient: false, "ItemNotReadable");
        }
        return new TrackingRecord
        {
            EmailId = emailId,
            ToEmail = item.ReadText(Names.ToEmail) ?? "",
            Status = status,
            Timestamp = item.ReadTime(Names.Timestamp) ?? DateTimeOffset.UnixEpoch,
            TemplateName = item.ReadText(Names.TemplateName) ?? "",
            Source = item.ReadText(Names.Source) ?? "",
            OriginalEmailId = item.ReadText(Names.OriginalEmailId) ?? emailId,
            RetryAttempt = item.ReadCount(Names.RetryAttempt),
            Subject = item.ReadText(Names.Subject),
            SesMessageId = item.ReadText(Names.SesMessageId),
            SenderEmail = item.ReadText(Names.SenderEmail),
            MetadataJson = ReadMetadata(item),
            TemplateVersion = item.ReadText(Names.TemplateVersion),
            ErrorType = item.ReadText(Names.ErrorType),
            ErrorCode = item.ReadText(Names.ErrorCode),
            ErrorMessage = item.ReadText(Names.ErrorMessage),
            SentAt = item.ReadTime(Names.SentAt),
            DeliveredAt = item.ReadTime(Names.DeliveredAt),
            OpenedAt = item.ReadTime(Names.OpenedAt),
            OpenCount = item.ReadCount(Names.OpenCount),
            MachineOpenCount = item.ReadCount(Names.MachineOpenCount),
            ClickCount = item.ReadCount(Names.ClickCount),
            DelayedAt = item.ReadTime(Names.DelayedAt),
            BouncedAt = item.ReadTime(Names.BouncedAt),
            BounceType = item.ReadText(Names.BounceType),
            BounceSubType = item.ReadText(Names.BounceSubType),
            BounceReason = item.ReadText(Names.BounceReason),
            ComplainedAt = item.ReadTime(Names.ComplainedAt),
            ComplaintFeedbackType = item.ReadText(Names.ComplaintFeedbackType),
            FailedAt = item.ReadTime(Names.FailedAt),
            ClaimedAt = item.ReadTime(Names.ClaimedAt),
            RetryDetailJson = item.ReadText(Names.RetryDetail),
            Events = ReadEvents(item),
            Ttl = item.ReadNumber(Names.Ttl),
        };
    }

    private static void WriteIdentity(Dictionary<string, AttributeValue> item, TrackingRecord record)
    {
        item.AddText(Names.ToEmail, record.ToEmail);
        item.AddText(Names.TemplateName, record.TemplateName);
        item.AddText(Names.Source, record.Source);
        item.AddText(Names.OriginalEmailId, record.OriginalEmailId);
        item.AddText(Names.Subject, record.Subject);
        item.AddText(Names.SesMessageId, record.SesMessageId);
        item.AddText(Names.SenderEmail, record.SenderEmail);
        item.AddText(Names.TemplateVersion, record.TemplateVersion);
        item.AddText(Names.ErrorType, record.ErrorType);
        item.AddText(Names.ErrorCode, record.ErrorCode);
        item.AddText(Names.ErrorMessage, record.ErrorMessage);
        if (record.MetadataJson is not { } metadata) return;
        var map = MetadataMap.Of(metadata);
        if (map is not null) item[Names.Metadata] = map;
        if (map is null || (metadata.Length <= MaxMetadataText && MetadataMap.NeedsText(metadata, map)))
        {
            item.AddText(Names.MetadataText, metadata);
        }
    }

    private static void WriteFacts(Dictionary<string, AttributeValue> item, TrackingRecord record)
    {
        item.AddTime(Names.SentAt, record.SentAt);
        item.AddTime(Names.DelayedAt, record.DelayedAt);
        item.AddTime(Names.DeliveredAt, record.DeliveredAt);
        item.AddTime(Names.OpenedAt, record.OpenedAt);
        item.AddCount(Names.OpenCount, record.OpenCount);
        item.AddCount(Names.MachineOpenCount, record.MachineOpenCount);
        item.AddCount(Names.ClickCount, record.ClickCount);
        item.AddTime(Names.BouncedAt, record.BouncedAt);
        item.AddText(Names.BounceType, record.BounceType);
        item.AddText(Names.BounceSubType, record.BounceSubType);
        item.AddText(Names.BounceReason, record.BounceReason);
        item.AddTime(Names.ComplainedAt, record.ComplainedAt);
        item.AddText(Names.ComplaintFeedbackType, record.ComplaintFeedbackType);
    }

    private static string? ReadMetadata(Dictionary<string, AttributeValue> item) =>
        item.ReadText(Names.MetadataText)
        ?? (item.TryGetValue(Names.Metadata, out var map) && map.M is not null ? MetadataMap.ToJson(map) : null);

    private static TimelineEntry[] ReadEvents(Dictionary<string, AttributeValue> item)
    {
        if (!item.TryGetValue(Names.Events, out var events) || events.L is not { } list) return [];
        return
        [
            .. list.Where(entry => entry.M is not null).Select(entry => new TimelineEntry(
                entry.M.ReadText("type") ?? "", entry.M.ReadTime("timestamp") ?? DateTimeOffset.UnixEpoch,
                entry.M.ReadText("id"), entry.M.ReadText("note"))),
        ];
    }
}
