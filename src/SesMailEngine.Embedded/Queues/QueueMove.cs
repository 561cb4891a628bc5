namespace SesMailEngine.Embedded.Queues;

/// <summary>A move of messages from one queue to others.</summary>
/// <param name="Handle">Its id.</param>
/// <param name="Source">The queue that is emptied.</param>
/// <param name="Destination">Where to; null for the queue each message came from.</param>
/// <param name="MaxPerSecond">Messages a second, at most; null for no limit.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="ToMove">About how many messages there were then.</param>
public sealed record QueueMove(
    string Handle, string Source, string? Destination, int? MaxPerSecond, DateTimeOffset StartedAt, long ToMove)
{
    /// <summary>How it stands.</summary>
    public QueueMoveStatus Status { get; init; }

    /// <summary>How many were moved.</summary>
    public long Moved { get; init; }

    /// <summary>Why it failed; null while it did not.</summary>
    public string? FailureReason { get; init; }
}
