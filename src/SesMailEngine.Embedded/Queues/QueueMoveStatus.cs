namespace SesMailEngine.Embedded.Queues;

/// <summary>How a move of messages stands.</summary>
public enum QueueMoveStatus
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>The source is empty.</summary>
    Completed,

    /// <summary>It was told to stop and finishes what it has.</summary>
    Cancelling,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>It could not go on.</summary>
    Failed,
}
