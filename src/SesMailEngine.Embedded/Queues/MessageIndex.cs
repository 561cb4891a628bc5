namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// The messages of a queue that are in memory: those that are ready stand in line, the others wait for their time. Guarded by
/// the lock of its queue. Times are milliseconds since 1970.
/// </summary>
internal sealed class MessageIndex(BodyBudget bodies)
{
    // A body that is due much later is better read from the file again than kept.
    private const long KeepBodyWithin = 5_000;

    // So many urgent messages in a row go before one that is not.
    private const int MaxPassed = 9;

    private readonly ReadyLine _ready = new();
    private readonly ReadyLine _urgent = new();
    private readonly DueHeap _waiting = new();
    private readonly Dictionary<long, StoredMessage> _received = [];
    private int _passed;

    /// <summary>Messages in line; some may be gone.</summary>
    public int Ready => _ready.Count + _urgent.Count;

    /// <summary>Messages that are delayed or received.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Of those that wait, how many were received.</summary>
    public int InFlight => _waiting.Items.Count(message => message.IsReceived);

    /// <summary>When the first of those that wait is due; null for none.</summary>
    public long? NextDue => _waiting.First?.VisibleAt;

    /// <summary>Adds a message.</summary>
    public void Add(StoredMessage message, long now)
    {
        if (message.Body is not null && (message.VisibleAt > now + KeepBodyWithin || !bodies.TryTake(message.Body.Length)))
        {
            message.Body = message.Attributes = null;
        }
        if (message.IsReceived) _received[message.Key] = message;
        if (message.VisibleAt <= now) Line(message);
        else _waiting.Put(message);
    }

    /// <summary>Lines up those whose time has come.</summary>
    public void Promote(long now)
    {
        while (_waiting.First is { } first && first.VisibleAt <= now)
        {
            _waiting.Remove(first);
            Line(first);
        }
    }

    /// <summary>
    /// The next in line that is neither gone nor sent up to <paramref name="oldest"/>; null for none. Urgent ones go first, and after nine
    /// of them one that is not.
    /// </summary>
    public StoredMessage? Next(long oldest)
    {
        while (TakeReady() is { } message)
        {
            message.IsReady = false;
            if (!message.IsGone && message.SentAt > oldest) return message;
            // What is past its retention is left to the clearing in the background.
            Forget(message);
        }
        return null;
    }

    /// <summary>Keeps a message that goes out to a receiver; its body goes with it.</summary>
    public void PutOut(StoredMessage message)
    {
        _waiting.Put(message);
        _received[message.Key] = message;
        ReleaseBody(message);
    }

    /// <summary>The message of a handle that is not stale; null for none.</summary>
    public StoredMessage? Find(in ReceiptHandle handle, out bool isKnown)
    {
        isKnown = _received.TryGetValue(handle.Key, out var message);
        return message is not null && handle.IsOf(message) && message.Receives == handle.Receive && !message.IsGone ? message : null;
    }

    /// <summary>True while the message of a handle is here, even if it was received again since.</summary>
    public bool Contains(in ReceiptHandle handle) =>
        _received.TryGetValue(handle.Key, out var message) && handle.IsOf(message) && !message.IsGone;

    /// <summary>Moves a message that waits to another time; false when it does not wait.</summary>
    public bool Move(StoredMessage message, long visibleAt, bool undoReceive)
    {
        if (message.HeapIndex < 0) return false;
        if (undoReceive) message.Receives--;
        message.VisibleAt = visibleAt;
        _waiting.Put(message);
        return true;
    }

    /// <summary>Takes a message out for good.</summary>
    public void Forget(StoredMessage message)
    {
        message.IsGone = true;
        _waiting.Remove(message);
        _received.Remove(message.Key);
        ReleaseBody(message);
    }

    /// <summary>Puts back what was forgotten.</summary>
    public void Recall(StoredMessage message)
    {
        message.IsGone = false;
        _received[message.Key] = message;
        if (!message.IsReady) _waiting.Put(message);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var message in _ready.Items.Concat(_urgent.Items).Concat(_waiting.Items))
        {
            message.IsGone = true;
            ReleaseBody(message);
        }
        _ready.Clear();
        _urgent.Clear();
        _waiting.Clear();
        _received.Clear();
    }

    private void Line(StoredMessage message)
    {
        message.IsReady = true;
        (message.IsUrgent ? _urgent : _ready).Add(message);
    }

    private StoredMessage? TakeReady()
    {
        if (_urgent.Count == 0 || _ready.Count == 0) _passed = 0;
        else if (_passed++ == MaxPassed)
        {
            _passed = 0;
            return _ready.Take();
        }
        return _urgent.Take() ?? _ready.Take();
    }

    private void ReleaseBody(StoredMessage message)
    {
        if (message.Body is null) return;
        bodies.Give(message.Body.Length);
        message.Body = message.Attributes = null;
    }
}
