using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Server.AwsApi.Lambda;

namespace SesMailEngine.Server.Functions;

/// <summary>The sender as a function: takes a batch of messages of the buffer queue or the retry queue.</summary>
/// <param name="send">Handles one request.</param>
/// <param name="names">The stack's names.</param>
/// <param name="clock">The clock.</param>
internal sealed class EmailSenderFunction(
    Func<QueuedRequest, CancellationToken, Task<QueueAction>> send, ResourceNames names, TimeProvider clock)
{
    private const int AtOnce = 10;

    private readonly string _retryQueue = names.Arn("sqs", names.RetryQueue);

    /// <summary>Sends each request; the answer names the messages that are to stay on the queue.</summary>
    public async Task<FunctionAnswer> RunAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (QueueRecord.ReadAll(payload) is not { } records)
        {
            return FunctionAnswer.Failed(
                "InvalidEvent", "The event is not a batch of SQS messages: it needs Records, each with messageId and body.");
        }
        var stays = new bool[records.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, records.Count, limit, async (i, token) =>
        {
            var action = await send(Request(records[i]), token);
            stays[i] = action.Kind != QueueActionKind.Consume;
        });
        return FunctionAnswer.Batch(records.Where((_, i) => stays[i]).Select(record => record.MessageId));
    }

    private QueuedRequest Request(QueueRecord record) => new(
        record.Body, record.MessageId, record.ReceiveCount, record.Queue == _retryQueue, record.SentAt ?? clock.GetUtcNow());
}
