using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Notifications;

/// <summary>Writes the detail of an <c>Email Status Changed</c> event. What a record does not have is left out.</summary>
internal static class StatusNotificationWriter
{
    /// <summary>The event's <c>detail-type</c>.</summary>
    public const string DetailType = "Email Status Changed";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The detail, a JSON object.</summary>
    /// <exception cref="JsonException">The record's metadata is not JSON (a row edited by hand).</exception>
    public static string Write(StatusNotification notification)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed)) Write(json, notification);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, StatusNotification notification)
    {
        var record = notification.Record;
        json.WriteStartObject();
        json.WriteString("emailId", record.EmailId);
        json.WriteString("status", notification.Status.ToWireName());
        Optional(json, "toEmail", record.ToEmail);
        json.WriteString("timestamp", notification.Timestamp.ToWire());
        json.WriteString("originalSource", record.Source);
        json.WriteString("originalEmailId", record.OriginalEmailId);
        Optional(json, "templateName", record.TemplateName);
        Optional(json, "subject", record.Subject);
        if (notification.Status != EmailStatus.Failed) Optional(json, "sesMessageId", record.SesMessageId);
        if (record.MetadataJson is { } metadata)
        {
            json.WritePropertyName("metadata");
            json.WriteRawValue(metadata);
        }
        WriteFacts(json, notification.Status, record);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, EmailStatus status, TrackingRecord record)
    {
        switch (status)
        {
            case EmailStatus.SoftBounced or EmailStatus.Bounced:
                Optional(json, "bounceType", record.BounceType);
                Optional(json, "bounceSubType", record.BounceSubType);
                Optional(json, "bounceReason", record.BounceReason);
                break;
            case EmailStatus.Complained:
                Optional(json, "complaintFeedbackType", record.ComplaintFeedbackType);
                break;
            case EmailStatus.Failed:
                Optional(json, "errorType", record.ErrorType);
                Optional(json, "errorMessage", record.ErrorMessage);
                break;
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }
}
