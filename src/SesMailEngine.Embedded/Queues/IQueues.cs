namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// The queues of this host, with SQS's semantics (standard queues): at-least-once, visibility timeout, receive count, delay, dead letters.
/// What is sent is on disk when the task ends. Names that do not exist: null or false, as each member says.
/// </summary>
public interface IQueues
{
    /// <summary>Makes a queue, or updates the attributes of the one there is.</summary>
    Task CreateAsync(QueueDefinition definition, CancellationToken cancellationToken);

    /// <summary>A queue's definition; null for none. O(1), from memory.</summary>
    QueueDefinition? Find(string name);

    /// <summary>The names that start with <paramref name="prefix"/>, sorted.</summary>
    IReadOnlyList<string> List(string prefix);

    /// <summary>Removes a queue and its messages; false when there is none.</summary>
    Task<bool> DeleteQueueAsync(string name, CancellationToken cancellationToken);

    /// <summary>Puts messages on a queue, all or none; their ids in order, null when the queue does not exist.</summary>
    Task<IReadOnlyList<string>?> SendAsync(
        string queue, IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Takes up to <paramref name="max"/> messages, waiting up to <paramref name="wait"/> for the first. A message past its
    /// maximum of receives goes to the dead letter queue instead of being returned. Null when the queue does not exist.
    /// </summary>
    Task<IReadOnlyList<QueueMessage>?> ReceiveAsync(
        string queue, int max, TimeSpan? visibilityTimeout, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Deletes by receipt handle; for each handle whether it was well-formed (deleting twice is no error).</summary>
    Task<IReadOnlyList<bool>> DeleteAsync(
        string queue, IReadOnlyList<string> receiptHandles, CancellationToken cancellationToken);

    /// <summary>Sets when a received message becomes visible again; false when the handle is unknown or stale.</summary>
    Task<bool> ChangeVisibilityAsync(
        string queue, string receiptHandle, TimeSpan visibilityTimeout, CancellationToken cancellationToken);

    /// <summary>Gives a received message back for later, as if this receive had not been: the receive count goes down by one.</summary>
    Task<bool> HoldAsync(string queue, string receiptHandle, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>True while a message that was received is on its queue, in whoever's hands; false once it was deleted or went to another queue.</summary>
    bool Contains(string queue, string receiptHandle);

    /// <summary>Deletes all messages; false when the queue does not exist.</summary>
    Task<bool> PurgeAsync(string queue, CancellationToken cancellationToken);

    /// <summary>How many messages there are; null when the queue does not exist.</summary>
    Task<QueueCounts?> CountAsync(string queue, CancellationToken cancellationToken);
}
