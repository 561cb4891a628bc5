using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>What a function answered.</summary>
/// <param name="Payload">JSON.</param>
/// <param name="IsError">True when the function failed; the payload then has <c>errorType</c> and <c>errorMessage</c>.</param>
internal sealed record FunctionAnswer(string Payload, bool IsError = false)
{
    /// <summary>The answer of a function that failed.</summary>
    public static FunctionAnswer Failed(string errorType, string errorMessage) => new(
        Json((errorType, errorMessage), static (json, s) =>
        {
            json.WriteString("errorType", s.errorType);
            json.WriteString("errorMessage", s.errorMessage);
        }),
        IsError: true);

    /// <summary>
    /// The answer to a batch: the messages that stay on their queue
    /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
    /// </summary>
    public static FunctionAnswer Batch(IEnumerable<string> failedMessageIds) => new(
        Json(failedMessageIds, static (json, ids) =>
        {
            json.WriteStartArray("batchItemFailures");
            foreach (var id in ids)
            {
                json.WriteStartObject();
                json.WriteString("itemIdentifier", id);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }));

    private static string Json<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json, state);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
