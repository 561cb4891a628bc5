namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>What each operation takes; anything else is refused, since ignoring it could change what the caller gets.</summary>
internal static class SqsParameters
{
    // The last two belong to FIFO queues; sending refuses them with SQS's own words.
    private static readonly string[] Message =
    [
        "MessageBody", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes", "MessageGroupId", "MessageDeduplicationId",
    ];

    private static readonly string[] Batch = ["QueueUrl", "Entries"];

    private static readonly Dictionary<string, string[]> OfOperation = new(StringComparer.Ordinal)
    {
        ["CreateQueue"] = ["QueueName", "Attributes"],
        ["GetQueueUrl"] = ["QueueName", "QueueOwnerAWSAccountId"],
        ["ListQueues"] = ["QueueNamePrefix", "MaxResults", "NextToken"],
        ["GetQueueAttributes"] = ["QueueUrl", "AttributeNames"],
        ["SetQueueAttributes"] = ["QueueUrl", "Attributes"],
        ["DeleteQueue"] = ["QueueUrl"],
        ["PurgeQueue"] = ["QueueUrl"],
        ["SendMessage"] = ["QueueUrl", .. Message],
        ["SendMessageBatch"] = Batch,
        ["ReceiveMessage"] =
        [
            "QueueUrl", "AttributeNames", "MessageSystemAttributeNames", "MessageAttributeNames", "MaxNumberOfMessages",
            "VisibilityTimeout", "WaitTimeSeconds",
        ],
        ["DeleteMessage"] = ["QueueUrl", "ReceiptHandle"],
        ["DeleteMessageBatch"] = Batch,
        ["ChangeMessageVisibility"] = ["QueueUrl", "ReceiptHandle", "VisibilityTimeout"],
        ["ChangeMessageVisibilityBatch"] = Batch,
        ["StartMessageMoveTask"] = ["SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond"],
        ["ListMessageMoveTasks"] = ["SourceArn", "MaxResults"],
        ["CancelMessageMoveTask"] = ["TaskHandle"],
    };

    private static readonly Dictionary<string, string[]> OfEntry = new(StringComparer.Ordinal)
    {
        ["SendMessageBatch"] = ["Id", .. Message],
        ["DeleteMessageBatch"] = ["Id", "ReceiptHandle"],
        ["ChangeMessageVisibilityBatch"] = ["Id", "ReceiptHandle", "VisibilityTimeout"],
    };

    /// <summary>Refuses a call, or an entry of a batch, with a parameter its operation does not have.</summary>
    public static void Check(SqsCall call)
    {
        var operation = call.Request.Operation;
        if (!OfOperation.TryGetValue(operation, out var names)) return;
        var entriesName = OfEntry.ContainsKey(operation) ? operation + "RequestEntry" : null;
        call.Input.RequireKnown(entriesName, names);
        if (entriesName is null) return;
        foreach (var entry in call.Input.Entries(entriesName)) entry.RequireKnown(null, OfEntry[operation]);
    }
}
