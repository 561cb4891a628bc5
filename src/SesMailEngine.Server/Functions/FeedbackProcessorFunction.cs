using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Server.AwsApi.Lambda;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.Functions;

/// <summary>
/// The feedback processor as a function: takes SNS's records, a batch of queue messages, or one event of SES's own. What cannot be read
/// goes to the dead letter queue, one record at a time.
/// </summary>
/// <param name="process">Processes a payload.</param>
/// <param name="giveUp">Puts what cannot be read on the dead letter queue.</param>
internal sealed class FeedbackProcessorFunction(
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<FeedbackOutcome>> process, Func<string, CancellationToken, Task> giveUp)
{
    /// <summary>Processes each record; the answer names the queue messages that are to stay on their queue.</summary>
    public async Task<FunctionAnswer> RunAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!JsonCheck.IsObject(payload.Span)) return FunctionAnswer.Failed("InvalidEvent", "The event is not a JSON object.");
        using var document = JsonDocument.Parse(payload);
        var isBatch = document.RootElement.TryGetProperty("Records", out var list) && list.ValueKind == JsonValueKind.Array;
        JsonElement[] records = isBatch ? [.. list.EnumerateArray()] : [document.RootElement];
        var stays = new List<string>();
        var again = 0;
        foreach (var record in records)
        {
            var one = isBatch ? $$"""{"Records":[{{record.GetRawText()}}]}""" : record.GetRawText();
            switch (await process(Encoding.UTF8.GetBytes(one), cancellationToken))
            {
                case FeedbackOutcome.Retry when QueueRecord.Read(record) is { } message:
                    stays.Add(message.MessageId);
                    break;
                case FeedbackOutcome.Retry:
                    again++;
                    break;
                case FeedbackOutcome.Unparseable:
                    var text = TextOf(record);
                    if (Encoding.UTF8.GetByteCount(text) > MessageLimits.MaxBytes)
                        return FunctionAnswer.Failed("UnreadableFeedback", "The event cannot be read, and is too long for the dead letter queue.");
                    await giveUp(text, cancellationToken);
                    break;
            }
        }
        return again == 0
            ? FunctionAnswer.Batch(stays)
            : FunctionAnswer.Failed("FeedbackNotProcessed", $"{again} of {records.Length} events could not be processed now; the log says why.");
    }

    // What a topic or a queue was given, so that it can be looked at, mended and sent again as it came.
    private static string TextOf(JsonElement record)
    {
        if (QueueRecord.Read(record) is { } message) return message.Body;
        return record.ValueKind == JsonValueKind.Object && record.TryGetProperty("Sns", out var sns) && sns.ValueKind == JsonValueKind.Object
            && sns.TryGetProperty("Message", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()! : record.GetRawText();
    }
}
