using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>
/// Amazon SQS (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html), in the query protocol of older
/// clients and the JSON protocol of newer ones: one implementation of each operation behind both.
/// </summary>
internal sealed class SqsService : IAwsService
{
    private readonly QueueOperations _queues;
    private readonly SendOperations _send;
    private readonly ReceiveOperation _receive;
    private readonly ReceiptOperations _receipts;
    private readonly MoveOperations _moves;

    /// <summary>Makes the service.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="queues">The queues.</param>
    /// <param name="moves">Moves messages back.</param>
    /// <param name="time">The clock.</param>
    /// <param name="policyOf">The policy the template declares for a queue, by its ARN; null for none.</param>
    public SqsService(ResourceNames names, IQueues queues, IQueueMoves moves, TimeProvider time, Func<string, string?>? policyOf = null)
    {
        var urls = new QueueUrls(names, queues);
        _queues = new QueueOperations(names, queues, urls, time, policyOf);
        _send = new SendOperations(queues, urls);
        _receive = new ReceiveOperation(names, queues, urls);
        _receipts = new ReceiptOperations(queues, urls);
        _moves = new MoveOperations(queues, moves, urls);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("sqs")
    {
        TargetPrefix = "AmazonSQS",
        QueryVersion = "2012-11-05",
        XmlNamespace = "http://queue.amazonaws.com/doc/2012-11-05/",
        ErrorNamespace = "com.amazonaws.sqs#",
        // A batch of 256 KB whose every byte is percent-encoded or written as \u00XX.
        MaxBodyBytes = 2 << 20,
    };

    /// <inheritdoc/>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        if (request.Protocol == AwsProtocol.Query)
        {
            await HandleAsync(new SqsCall(request, new QuerySqsInput(request.Form)), cancellationToken);
            return;
        }
        using var document = JsonInput.Parse(request);
        await HandleAsync(new SqsCall(request, new JsonSqsInput(document.RootElement)), cancellationToken);
    }

    private Task HandleAsync(SqsCall call, CancellationToken cancellationToken)
    {
        SqsParameters.Check(call);
        return RunAsync(call, cancellationToken);
    }

    private Task RunAsync(SqsCall call, CancellationToken cancellationToken) => call.Request.Operation switch
    {
        "CreateQueue" => _queues.CreateAsync(call, cancellationToken),
        "GetQueueUrl" => _queues.GetUrlAsync(call, cancellationToken),
        "ListQueues" => _queues.ListAsync(call, cancellationToken),
        "GetQueueAttributes" => _queues.GetAttributesAsync(call, cancellationToken),
        "SetQueueAttributes" => _queues.SetAttributesAsync(call, cancellationToken),
        "DeleteQueue" => _queues.DeleteAsync(call, cancellationToken),
        "PurgeQueue" => _queues.PurgeAsync(call, cancellationToken),
        "SendMessage" => _send.SendAsync(call, cancellationToken),
        "SendMessageBatch" => _send.SendBatchAsync(call, cancellationToken),
        "ReceiveMessage" => _receive.ReceiveAsync(call, cancellationToken),
        "DeleteMessage" => _receipts.DeleteAsync(call, cancellationToken),
        "DeleteMessageBatch" => _receipts.DeleteBatchAsync(call, cancellationToken),
        "ChangeMessageVisibility" => _receipts.ChangeVisibilityAsync(call, cancellationToken),
        "ChangeMessageVisibilityBatch" => _receipts.ChangeVisibilityBatchAsync(call, cancellationToken),
        "StartMessageMoveTask" => _moves.StartAsync(call, cancellationToken),
        "ListMessageMoveTasks" => _moves.ListAsync(call, cancellationToken),
        "CancelMessageMoveTask" => _moves.CancelAsync(call, cancellationToken),
        _ => throw call.Request.UnknownOperation(),
    };
}
