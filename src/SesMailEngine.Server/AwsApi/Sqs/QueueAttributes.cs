using System.Globalization;
using System.Text;
using System.Text.Json;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>The attributes of a queue by their API names (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html).</summary>
internal static class QueueAttributes
{
    private static readonly string[] Names =
    [
        "QueueArn", "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed",
        "CreatedTimestamp", "LastModifiedTimestamp", "VisibilityTimeout", "MaximumMessageSize", "MessageRetentionPeriod",
        "DelaySeconds", "ReceiveMessageWaitTimeSeconds", "SqsManagedSseEnabled", "RedrivePolicy",
    ];

    // Known to SQS, of no effect here and never set, so a queue does not list them.
    private static readonly string[] Unset = ["Policy", "RedriveAllowPolicy", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds"];

    /// <summary>The attributes asked for; an unknown name is refused.</summary>
    public static List<KeyValuePair<string, string>> Describe(
        QueueDefinition queue, QueueCounts counts, string arn, Func<string, string> arnOf, IReadOnlyList<string> wanted,
        string? policy = null)
    {
        foreach (var name in wanted)
        {
            if (name != "All" && !Names.Contains(name) && !Unset.Contains(name)) throw SqsErrors.UnknownAttribute(name);
        }
        var all = wanted.Contains("All");
        var result = new List<KeyValuePair<string, string>>();
        foreach (var name in Names)
        {
            if ((all || wanted.Contains(name)) && Value(name, queue, counts, arn, arnOf) is { } value)
                result.Add(KeyValuePair.Create(name, value));
        }
        if (policy is not null && (all || wanted.Contains("Policy"))) result.Add(KeyValuePair.Create("Policy", policy));
        return result;
    }

    /// <summary>The queue after attributes were set; one that is unknown or has a bad value is refused.</summary>
    public static QueueDefinition Apply(
        QueueDefinition queue, IReadOnlyList<KeyValuePair<string, string>> attributes, QueueUrls urls)
    {
        foreach (var (name, value) in attributes)
        {
            queue = name switch
            {
                "VisibilityTimeout" => queue with { VisibilityTimeout = Seconds(name, value, 0, 43_200) },
                "DelaySeconds" => queue with { Delay = Seconds(name, value, 0, 900) },
                "MessageRetentionPeriod" => queue with { Retention = Seconds(name, value, 60, 1_209_600) },
                "ReceiveMessageWaitTimeSeconds" => queue with { ReceiveWaitTime = Seconds(name, value, 0, 20) },
                "RedrivePolicy" => Redrive(queue, value, urls),
                "MaximumMessageSize" when Seconds(name, value, 1024, 1_048_576) is var size
                    && (int)size.TotalSeconds == MessageLimits.MaxBytes => queue,
                "SqsManagedSseEnabled" when value is "true" => queue,
                "MaximumMessageSize" or "SqsManagedSseEnabled" or "Policy" or "RedriveAllowPolicy" or "KmsMasterKeyId"
                    or "KmsDataKeyReusePeriodSeconds" => throw new AwsException(
                        "InvalidAttributeValue", $"The attribute {name} cannot be set to this value on this host."),
                "FifoQueue" or "ContentBasedDeduplication" => throw new AwsException(
                    "InvalidAttributeName", $"This host has standard queues only, without {name}."),
                _ => throw SqsErrors.UnknownAttribute(name),
            };
        }
        return queue;
    }

    private static string? Value(string name, QueueDefinition queue, QueueCounts counts, string arn, Func<string, string> arnOf) =>
        name switch
        {
            "QueueArn" => arn,
            "ApproximateNumberOfMessages" => counts.Visible.ToText(),
            "ApproximateNumberOfMessagesNotVisible" => counts.InFlight.ToText(),
            "ApproximateNumberOfMessagesDelayed" => counts.Delayed.ToText(),
            "CreatedTimestamp" or "LastModifiedTimestamp" => queue.CreatedAt.ToUnixTimeSeconds().ToText(),
            "VisibilityTimeout" => Seconds(queue.VisibilityTimeout),
            "MaximumMessageSize" => ((long)MessageLimits.MaxBytes).ToText(),
            "MessageRetentionPeriod" => Seconds(queue.Retention),
            "DelaySeconds" => Seconds(queue.Delay),
            "ReceiveMessageWaitTimeSeconds" => Seconds(queue.ReceiveWaitTime),
            "SqsManagedSseEnabled" => "true",
            "RedrivePolicy" when queue is { DeadLetterQueue: { } dlq, MaxReceiveCount: { } max } =>
                string.Create(CultureInfo.InvariantCulture, $$"""{"deadLetterTargetArn":"{{arnOf(dlq)}}","maxReceiveCount":{{max}}}"""),
            _ => null,
        };

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToText();

    private static TimeSpan Seconds(string name, string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= min && seconds <= max
            ? TimeSpan.FromSeconds(seconds) : throw SqsErrors.InvalidAttribute(name);

    // An empty policy removes the one there is.
    private static QueueDefinition Redrive(QueueDefinition queue, string value, QueueUrls urls)
    {
        if (value.Length == 0) return queue with { DeadLetterQueue = null, MaxReceiveCount = null };
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(value));
            var arn = document.RootElement.Text("deadLetterTargetArn") ?? throw SqsErrors.InvalidAttribute("RedrivePolicy");
            var dlq = urls.ByArn(arn) ?? throw new AwsException(
                "InvalidAttributeValue", "RedrivePolicy names a dead letter queue that does not exist.")
            { QueryCode = "InvalidParameterValue" };
            var max = document.RootElement.Member("maxReceiveCount") switch
            {
                { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var count) => count,
                { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) => count,
                _ => 0,
            };
            if (max is < 1 or > 1000) throw SqsErrors.InvalidAttribute("RedrivePolicy");
            return queue with { DeadLetterQueue = dlq.Name, MaxReceiveCount = max };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw SqsErrors.InvalidAttribute("RedrivePolicy");
        }
    }
}
