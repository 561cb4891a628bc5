using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>The operations on received messages: DeleteMessage(Batch) and ChangeMessageVisibility(Batch).</summary>
internal sealed class ReceiptOperations(IQueues queues, QueueUrls urls)
{
    private const int MaxVisibility = 43_200;

    /// <summary>DeleteMessage: deleting twice is no error.</summary>
    public async Task DeleteAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var wellFormed = await queues.DeleteAsync(queue.Name, [SqsCall.Require(call.Input, "ReceiptHandle")], cancellationToken);
        if (!wellFormed[0]) throw SqsErrors.InvalidHandle();
        await call.AnswerAsync(cancellationToken);
    }

    /// <summary>DeleteMessageBatch.</summary>
    public async Task DeleteBatchAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var entries = Batch.Read(call, "DeleteMessageBatchRequestEntry");
        var handles = entries.Select(item => SqsCall.Require(item.Entry, "ReceiptHandle")).ToList();
        var wellFormed = await queues.DeleteAsync(queue.Name, handles, cancellationToken);
        var deleted = new List<(string, object?)>();
        var failed = new List<(string, AwsException)>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (wellFormed[i]) deleted.Add((entries[i].Id, null));
            else failed.Add((entries[i].Id, SqsErrors.InvalidHandle()));
        }
        await Batch.AnswerAsync(call, "DeleteMessageBatchResultEntry", deleted, failed, static (_, _) => { }, cancellationToken);
    }

    /// <summary>ChangeMessageVisibility.</summary>
    public async Task ChangeVisibilityAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        if (await ChangeAsync(queue.Name, call.Input, cancellationToken) is { } problem) throw problem;
        await call.AnswerAsync(cancellationToken);
    }

    /// <summary>ChangeMessageVisibilityBatch.</summary>
    public async Task ChangeVisibilityBatchAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var changed = new List<(string, object?)>();
        var failed = new List<(string, AwsException)>();
        foreach (var (id, entry) in Batch.Read(call, "ChangeMessageVisibilityBatchRequestEntry"))
        {
            if (await ChangeAsync(queue.Name, entry, cancellationToken) is { } problem) failed.Add((id, problem));
            else changed.Add((id, null));
        }
        await Batch.AnswerAsync(
            call, "ChangeMessageVisibilityBatchResultEntry", changed, failed, static (_, _) => { }, cancellationToken);
    }

    private async Task<AwsException?> ChangeAsync(string queue, ISqsInput input, CancellationToken cancellationToken)
    {
        var handle = SqsCall.Require(input, "ReceiptHandle");
        if (input.Number("VisibilityTimeout") is not { } seconds) return SqsErrors.Missing("VisibilityTimeout");
        if (seconds is < 0 or > MaxVisibility) return SqsErrors.OutOfRange("VisibilityTimeout", seconds, 0, MaxVisibility);
        return await queues.ChangeVisibilityAsync(queue, handle, TimeSpan.FromSeconds(seconds), cancellationToken)
            ? null : SqsErrors.StaleHandle();
    }
}
