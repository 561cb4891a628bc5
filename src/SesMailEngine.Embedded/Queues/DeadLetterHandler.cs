namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// What to do with a message that was received too often, before it goes to its dead letter queue. The message goes there once
/// this ends well, and then this is called once more; when it throws, the message stays and this is called again a little later. So it is
/// called more than once for a message, and never not at all.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="cancellationToken">The host is stopping.</param>
public delegate Task DeadLetterHandler(QueueMessage message, CancellationToken cancellationToken);
