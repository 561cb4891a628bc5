using System.Buffers;
using System.Text.Json;

namespace SesMailEngine.Lambda.Events;

/// <summary>
/// The answer to a batch: <c>{"batchItemFailures":[{"itemIdentifier":"…"}]}</c>. The mapping deletes all messages it does not
/// name (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
/// </summary>
internal static class BatchAnswer
{
    /// <summary>The answer that leaves the given messages on the queue.</summary>
    public static ReadOnlyMemory<byte> Of(IEnumerable<string> failedMessageIds)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("batchItemFailures"u8);
            foreach (var id in failedMessageIds)
            {
                json.WriteStartObject();
                json.WriteString("itemIdentifier"u8, id);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
