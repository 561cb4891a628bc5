using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>
/// Redrives dead letters: StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html).
/// </summary>
internal sealed class MoveOperations(IQueues queues, IQueueMoves moves, QueueUrls urls)
{
    private const int MaxRate = 500;
    private const int MaxListed = 10;

    /// <summary>StartMessageMoveTask: to the queue named, or back to where each message came from.</summary>
    public async Task StartAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var source = RequireQueue(SqsCall.Require(call.Input, "SourceArn"));
        var destination = call.Input.Text("DestinationArn") is { Length: > 0 } arn ? RequireQueue(arn).Name : null;
        var rate = SqsCall.Number(call.Input, "MaxNumberOfMessagesPerSecond", 1, MaxRate);
        if (!IsDeadLetterQueue(source.Name))
            throw SqsErrors.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
        if (destination == source.Name) throw SqsErrors.InvalidParameter("Source queue arn and destination queue arn must not be the same.");
        var move = moves.Start(source.Name, destination, rate) ?? throw SqsErrors.MoveUnderWay();
        await call.AnswerAsync(move, static (output, m) => output.Text("TaskHandle", m.Handle), cancellationToken);
    }

    /// <summary>ListMessageMoveTasks: the latest first; one unless more are asked for.</summary>
    public async Task ListAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var source = RequireQueue(SqsCall.Require(call.Input, "SourceArn"));
        var listed = moves.List(source.Name).Take(SqsCall.Number(call.Input, "MaxResults", 1, MaxListed) ?? 1).ToList();
        await call.AnswerAsync(
            (listed, urls),
            static (output, s) => output.List(
                "Results", "ListMessageMoveTasksResultEntry", s.listed, (entry, move) => Write(entry, move, s.urls)),
            cancellationToken);
    }

    /// <summary>CancelMessageMoveTask: what was moved stays moved.</summary>
    public async Task CancelAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var move = moves.Cancel(SqsCall.Require(call.Input, "TaskHandle")) ?? throw SqsErrors.NoSuchMove();
        await call.AnswerAsync(move, static (output, m) => output.Number("ApproximateNumberOfMessagesMoved", m.Moved), cancellationToken);
    }

    private static void Write(ISqsOutput output, QueueMove move, QueueUrls urls)
    {
        // As on AWS: only a task that can still be cancelled shows its handle.
        if (move.Status == QueueMoveStatus.Running) output.Text("TaskHandle", move.Handle);
        output.Text("Status", move.Status.ToString().ToUpperInvariant());
        output.Text("SourceArn", urls.ArnOf(move.Source));
        if (move.Destination is { } destination) output.Text("DestinationArn", urls.ArnOf(destination));
        output.Number("MaxNumberOfMessagesPerSecond", move.MaxPerSecond);
        output.Number("ApproximateNumberOfMessagesMoved", move.Moved);
        output.Number("ApproximateNumberOfMessagesToMove", move.ToMove);
        output.Text("FailureReason", move.FailureReason);
        output.Number("StartedTimestamp", move.StartedAt.ToUnixTimeMilliseconds());
    }

    private QueueDefinition RequireQueue(string arn) => urls.ByArn(arn) ?? throw SqsErrors.NoSuchResource();

    private bool IsDeadLetterQueue(string name) => queues.List("").Any(queue => queues.Find(queue)?.DeadLetterQueue == name);
}
