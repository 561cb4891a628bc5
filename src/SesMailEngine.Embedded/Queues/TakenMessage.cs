namespace SesMailEngine.Embedded.Queues;

/// <summary>A message as it was when it was taken; the index may change it afterwards.</summary>
/// <param name="Message">The message in the index.</param>
/// <param name="Handle">The handle of this receive.</param>
/// <param name="Body">The body; null when it must be read from the file.</param>
/// <param name="Attributes">The attributes, with the body.</param>
/// <param name="FirstReceivedAt">When it was received first.</param>
/// <param name="VisibleAt">When it is visible again.</param>
internal readonly record struct TakenMessage(
    StoredMessage Message, ReceiptHandle Handle, string? Body, string? Attributes, long FirstReceivedAt, long VisibleAt)
{
    /// <summary>What a message is now.</summary>
    public static TakenMessage From(StoredMessage message) => new(
        message, ReceiptHandle.Of(message), message.Body, message.Attributes, message.FirstReceivedAt, message.VisibleAt);

    /// <summary>What a receiver gets.</summary>
    public QueueMessage ToQueueMessage(string body, string? attributes) => new(
        Message.MessageId.ToString(), Handle.ToString(), body, attributes, Handle.Receive,
        DateTimeOffset.FromUnixTimeMilliseconds(Message.SentAt), DateTimeOffset.FromUnixTimeMilliseconds(FirstReceivedAt),
        Message.DeadLetterSource)
    {
        IsUrgent = Message.IsUrgent,
    };
}
