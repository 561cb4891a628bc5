namespace SesMailEngine.Embedded.Metrics;

/// <summary>
/// The metrics this host keeps, under the names AWS has for them
/// (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html,
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
/// </summary>
public static class StackMetrics
{
    /// <summary>The unit of numbers of things.</summary>
    public const string CountUnit = "Count";

    /// <summary>A metric of the mail of the account: <c>Send</c>, <c>Delivery</c>, <c>Bounce</c>, …</summary>
    public static MetricKey Ses(string name) => new("AWS/SES", name);

    /// <summary>A metric of a function: <c>Invocations</c>, <c>Errors</c>, <c>Duration</c>, <c>Throttles</c>.</summary>
    public static MetricKey Lambda(string function, string name) =>
        new("AWS/Lambda", name, KeyValuePair.Create("FunctionName", function));

    /// <summary>A metric of a queue: <c>ApproximateNumberOfMessagesVisible</c>, <c>ApproximateAgeOfOldestMessage</c>, …</summary>
    public static MetricKey Sqs(string queue, string name) => new("AWS/SQS", name, KeyValuePair.Create("QueueName", queue));
}
