namespace SesMailEngine.Embedded.Queues;

/// <summary>A received message.</summary>
/// <param name="MessageId">Its id, for all of its life.</param>
/// <param name="ReceiptHandle">The handle of this receive; stale once the message was received again.</param>
/// <param name="Body">The body.</param>
/// <param name="AttributesJson">The message attributes as sent.</param>
/// <param name="ReceiveCount">Receives so far, this one included.</param>
/// <param name="SentAt">When it was put on the queue.</param>
/// <param name="FirstReceivedAt">When it was received first.</param>
/// <param name="DeadLetterSource">The queue it came from, when it is a dead letter.</param>
public sealed record QueueMessage(
    string MessageId, string ReceiptHandle, string Body, string? AttributesJson, int ReceiveCount,
    DateTimeOffset SentAt, DateTimeOffset FirstReceivedAt, string? DeadLetterSource)
{
    /// <summary>True when the queue was told that its like go first.</summary>
    public bool IsUrgent { get; init; }
}
