namespace SesMailEngine.Embedded.Queues;

/// <summary>A message to put on a queue that was found already.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Body">The body.</param>
/// <param name="Attributes">The message attributes, as JSON.</param>
/// <param name="Delay">Overrides the queue's delay.</param>
internal readonly record struct OutgoingMessage(
    QueueState Queue, string Body, string? Attributes = null, TimeSpan? Delay = null);
