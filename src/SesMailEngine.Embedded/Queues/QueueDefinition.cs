namespace SesMailEngine.Embedded.Queues;

/// <summary>A queue and its attributes (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html).</summary>
/// <param name="Name">1 to 80 letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="VisibilityTimeout">How long a received message stays invisible, 0 to 12 hours.</param>
/// <param name="Delay">Delay of new messages, 0 to 15 minutes.</param>
/// <param name="Retention">How long a message is kept, 1 minute to 14 days.</param>
/// <param name="MaxReceiveCount">Receives after which a message goes to <paramref name="DeadLetterQueue"/>; null for no redrive policy.</param>
/// <param name="DeadLetterQueue">The name of the dead letter queue.</param>
public sealed record QueueDefinition(
    string Name, TimeSpan VisibilityTimeout, TimeSpan Delay, TimeSpan Retention,
    int? MaxReceiveCount = null, string? DeadLetterQueue = null)
{
    /// <summary>The wait time of a receive that names none, 0 to 20 s.</summary>
    public TimeSpan ReceiveWaitTime { get; init; }

    /// <summary>When the queue was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
