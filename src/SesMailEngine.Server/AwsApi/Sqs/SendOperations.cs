using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>SendMessage and SendMessageBatch.</summary>
internal sealed class SendOperations(IQueues queues, QueueUrls urls)
{
    /// <summary>SendMessage.</summary>
    public async Task SendAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var message = OutgoingMessage.Read(call.Input);
        if (message.SizeProblem() is { } problem) throw problem;
        var ids = await queues.SendAsync(queue.Name, [message.Message], cancellationToken) ?? throw SqsErrors.NoSuchQueue();
        await call.AnswerAsync((message, ids), static (output, s) => s.message.Write(output, s.ids[0]), cancellationToken);
    }

    /// <summary>SendMessageBatch: entries fail one by one, except that all together may not be too large.</summary>
    public async Task SendBatchAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var accepted = new List<(string Id, OutgoingMessage Message)>();
        var failed = new List<(string, AwsException)>();
        foreach (var (id, entry) in Batch.Read(call, "SendMessageBatchRequestEntry"))
        {
            try
            {
                accepted.Add((id, OutgoingMessage.Read(entry)));
            }
            catch (AwsException error) when (error.Code != "SerializationException")
            {
                failed.Add((id, error));
            }
        }
        var size = accepted.Sum(item => (long)item.Message.Size);
        if (size > MessageLimits.MaxBytes) throw SqsErrors.BatchTooLong(size);

        IReadOnlyList<string> ids = [];
        if (accepted.Count > 0)
        {
            ids = await queues.SendAsync(queue.Name, [.. accepted.Select(item => item.Message.Message)], cancellationToken)
                ?? throw SqsErrors.NoSuchQueue();
        }
        var sent = accepted.Zip(ids, static (item, messageId) => (item.Id, (item.Message, messageId))).ToList();
        await Batch.AnswerAsync(
            call, "SendMessageBatchResultEntry", sent, failed,
            static (output, item) => item.Message.Write(output, item.messageId), cancellationToken);
    }
}
