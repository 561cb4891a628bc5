namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// Moves the messages of a dead letter queue to where they came from, or elsewhere
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html). A moved message is a new one: new id, new
/// time of sending, no receives. Moves do not outlive the process; what was not moved yet stays where it is.
/// </summary>
public interface IQueueMoves
{
    /// <summary>
    /// Starts a move in the background; null when the source does not exist, or a move of it is running already.
    /// </summary>
    /// <param name="source">The queue to empty.</param>
    /// <param name="destination">Where to; null for the queue each message came from.</param>
    /// <param name="maxPerSecond">Messages a second, 1 to 500; null for as fast as possible.</param>
    QueueMove? Start(string source, string? destination, int? maxPerSecond);

    /// <summary>The latest moves of a queue, newest first, at most 10.</summary>
    IReadOnlyList<QueueMove> List(string source);

    /// <summary>Stops a running move; how it stands, null when there is none of that handle or it has ended.</summary>
    QueueMove? Cancel(string handle);
}
