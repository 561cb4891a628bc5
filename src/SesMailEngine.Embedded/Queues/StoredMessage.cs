namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// A message as the index of its queue in memory knows it. Guarded by the lock of its queue's <see cref="QueueState"/>.
/// Times are milliseconds since 1970.
/// </summary>
internal sealed class StoredMessage
{
    /// <summary>The key of its row.</summary>
    public required long Key { get; init; }

    /// <summary>Its id for all of its life, on whatever queue.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>When it was sent.</summary>
    public required long SentAt { get; init; }

    /// <summary>When it is visible (again).</summary>
    public required long VisibleAt { get; set; }

    /// <summary>The body; null when only the file holds it.</summary>
    public string? Body { get; set; }

    /// <summary>The attributes, with the body.</summary>
    public string? Attributes { get; set; }

    /// <summary>The queue a dead letter came from.</summary>
    public string? DeadLetterSource { get; init; }

    /// <summary>Receives so far.</summary>
    public int Receives { get; set; }

    /// <summary>When it was received first; 0 for never.</summary>
    public long FirstReceivedAt { get; set; }

    /// <summary>Its place in the heap of those that wait for their time; -1 when it is not there.</summary>
    public int HeapIndex { get; set; } = -1;

    /// <summary>True for a message that goes before those that are not.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>True while it stands in the line of those that are ready.</summary>
    public bool IsReady { get; set; }

    /// <summary>True when it was deleted, or is about to be: nobody gets it any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>True while the message is out to a receiver or held back after a receive.</summary>
    public bool IsReceived => FirstReceivedAt != 0;
}
