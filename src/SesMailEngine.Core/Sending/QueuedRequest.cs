namespace SesMailEngine.Core.Sending;

/// <summary>A message of the buffer queue or the retry queue, as the sender needs it.</summary>
/// <param name="Body">The event's envelope, or the retry queue's message.</param>
/// <param name="MessageId">The queue's id of the message: the same for all its receives.</param>
/// <param name="ReceiveCount">Receives so far, this one included.</param>
/// <param name="IsRetry">True when it comes from the retry queue.</param>
/// <param name="SentAt">When it was put on the queue.</param>
public sealed record QueuedRequest(
    string Body, string MessageId, int ReceiveCount, bool IsRetry, DateTimeOffset SentAt);
