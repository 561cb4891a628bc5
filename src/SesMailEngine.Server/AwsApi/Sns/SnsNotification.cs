using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>The JSON in which SNS hands a message on
/// (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html#http-notification-json).</summary>
internal static class SnsNotification
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The notification of a message.</summary>
    public static string Write(string topicArn, TopicMessage message, string text, DateTimeOffset at)
    {
        using var buffer = new PooledBuffer(text.Length + 512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("Type", "Notification");
            json.WriteString("MessageId", message.Id);
            json.WriteString("TopicArn", topicArn);
            if (message.Subject is not null) json.WriteString("Subject", message.Subject);
            json.WriteString("Message", text);
            json.WriteString("Timestamp", at.ToWire());
            if (message.Attributes.Count > 0)
            {
                json.WriteStartObject("MessageAttributes");
                foreach (var attribute in message.Attributes)
                {
                    json.WriteStartObject(attribute.Name);
                    json.WriteString("Type", attribute.DataType);
                    if (attribute.BinaryValue is { } bytes) json.WriteBase64String("Value", bytes);
                    else json.WriteString("Value", attribute.StringValue);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
