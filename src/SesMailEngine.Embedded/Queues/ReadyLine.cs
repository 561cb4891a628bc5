namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// Messages that are ready, the oldest first. Most come in the order of their keys and stand in a plain line; one that comes back, or whose
/// delay is over, goes to the place its key says, so that what was tried before is tried again before newer messages.
/// </summary>
internal sealed class ReadyLine
{
    private readonly Queue<StoredMessage> _inOrder = new();
    private readonly PriorityQueue<StoredMessage, long> _others = new();
    private long _lastKey;

    /// <summary>How many there are; some may be gone.</summary>
    public int Count => _inOrder.Count + _others.Count;

    /// <summary>All, in no order.</summary>
    public IEnumerable<StoredMessage> Items => _inOrder.Concat(_others.UnorderedItems.Select(item => item.Element));

    /// <summary>Adds a message.</summary>
    public void Add(StoredMessage message)
    {
        if (_inOrder.Count > 0 && message.Key < _lastKey)
        {
            _others.Enqueue(message, message.Key);
            return;
        }
        _inOrder.Enqueue(message);
        _lastKey = message.Key;
    }

    /// <summary>Takes the oldest; null for none.</summary>
    public StoredMessage? Take()
    {
        if (_others.TryPeek(out _, out var key) && !(_inOrder.TryPeek(out var first) && first.Key < key)) return _others.Dequeue();
        return _inOrder.TryDequeue(out var message) ? message : null;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _inOrder.Clear();
        _others.Clear();
    }
}
