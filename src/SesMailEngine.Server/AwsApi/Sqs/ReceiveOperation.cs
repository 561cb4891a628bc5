using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>ReceiveMessage (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html).</summary>
internal sealed class ReceiveOperation(ResourceNames names, IQueues queues, QueueUrls urls)
{
    private static readonly string[] Known =
    [
        "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "DeadLetterQueueSourceArn",
        "SequenceNumber", "MessageDeduplicationId", "MessageGroupId", "AWSTraceHeader", "All",
    ];

    /// <summary>Takes messages, waiting for the first as long as asked; the wait ends early when the server stops.</summary>
    public async Task ReceiveAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var max = SqsCall.Number(call.Input, "MaxNumberOfMessages", 1, 10) ?? 1;
        var visibility = SqsCall.Seconds(call.Input, "VisibilityTimeout", 43_200);
        var wait = SqsCall.Seconds(call.Input, "WaitTimeSeconds", 20) ?? queue.ReceiveWaitTime;
        string[] systemNames =
        [
            .. call.Input.Texts("AttributeNames", "AttributeName"),
            .. call.Input.Texts("MessageSystemAttributeNames", "MessageSystemAttributeName"),
        ];
        if (Array.Find(systemNames, name => !Known.Contains(name)) is { } unknown) throw SqsErrors.UnknownAttribute(unknown);
        var attributeNames = call.Input.Texts("MessageAttributeNames", "MessageAttributeName");

        var messages = await TakeAsync(call, queue.Name, max, visibility, wait, cancellationToken);
        await call.AnswerAsync(
            (messages, systemNames, attributeNames, this),
            static (output, s) =>
            {
                if (s.messages.Count == 0) return;
                output.List("Messages", "Message", s.messages, (o, message) => s.Item4.Write(o, message, s.systemNames, s.attributeNames));
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<QueueMessage>> TakeAsync(
        SqsCall call, string queue, int max, TimeSpan? visibility, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.Request.Stopping);
        try
        {
            return await queues.ReceiveAsync(queue, max, visibility, wait, either.Token) ?? throw SqsErrors.NoSuchQueue();
        }
        catch (OperationCanceledException) when (call.Request.Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private void Write(ISqsOutput output, QueueMessage message, string[] systemNames, IReadOnlyList<string> attributeNames)
    {
        output.Text("MessageId", message.MessageId);
        output.Text("ReceiptHandle", message.ReceiptHandle);
        output.Text("MD5OfBody", MessageLimits.Md5(message.Body));
        output.Text("Body", message.Body);
        output.Attributes(SystemAttributes(message, systemNames));
        var attributes = MessageAttributes.Select(message.AttributesJson, attributeNames);
        output.Text("MD5OfMessageAttributes", MessageAttributes.Md5(attributes));
        output.MessageAttributes(attributes);
    }

    private List<KeyValuePair<string, string>> SystemAttributes(QueueMessage message, string[] wanted)
    {
        var result = new List<KeyValuePair<string, string>>();
        if (wanted.Length == 0) return result;
        var all = wanted.Contains("All");
        void Add(string name, string? value)
        {
            if (value is not null && (all || wanted.Contains(name))) result.Add(KeyValuePair.Create(name, value));
        }
        Add("SenderId", names.AccountId);
        Add("SentTimestamp", message.SentAt.ToUnixTimeMilliseconds().ToText());
        Add("ApproximateReceiveCount", ((long)message.ReceiveCount).ToText());
        Add("ApproximateFirstReceiveTimestamp", message.FirstReceivedAt.ToUnixTimeMilliseconds().ToText());
        Add("DeadLetterQueueSourceArn", message.DeadLetterSource is { } source ? urls.ArnOf(source) : null);
        return result;
    }
}
