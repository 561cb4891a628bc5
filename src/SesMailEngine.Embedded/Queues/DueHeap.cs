namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// Messages that wait for their time, the first due on top. Each knows its place, so that one that is deleted leaves at once:
/// with a visibility timeout of minutes and thousands of messages a second, leaving them in until they are due would fill the memory.
/// </summary>
internal sealed class DueHeap
{
    private readonly List<StoredMessage> _items = [];

    /// <summary>How many wait.</summary>
    public int Count => _items.Count;

    /// <summary>The first due; null for none.</summary>
    public StoredMessage? First => _items.Count == 0 ? null : _items[0];

    /// <summary>All that wait, in no order.</summary>
    public IReadOnlyList<StoredMessage> Items => _items;

    /// <summary>Adds a message, by its <see cref="StoredMessage.VisibleAt"/>, or moves it after that changed.</summary>
    public void Put(StoredMessage message)
    {
        if (message.HeapIndex >= 0) Remove(message);
        _items.Add(message);
        Up(_items.Count - 1, message);
    }

    /// <summary>Takes a message out, if it is in.</summary>
    public void Remove(StoredMessage message)
    {
        var index = message.HeapIndex;
        if (index < 0) return;
        message.HeapIndex = -1;
        var last = _items[^1];
        _items.RemoveAt(_items.Count - 1);
        if (ReferenceEquals(last, message)) return;
        Up(index, last);
        Down(last.HeapIndex, last);
    }

    /// <summary>Empties the heap.</summary>
    public void Clear()
    {
        foreach (var message in _items) message.HeapIndex = -1;
        _items.Clear();
    }

    private void Up(int index, StoredMessage message)
    {
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (_items[parent].VisibleAt <= message.VisibleAt) break;
            Place(index, _items[parent]);
            index = parent;
        }
        Place(index, message);
    }

    private void Down(int index, StoredMessage message)
    {
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _items.Count) break;
            if (child + 1 < _items.Count && _items[child + 1].VisibleAt < _items[child].VisibleAt) child++;
            if (_items[child].VisibleAt >= message.VisibleAt) break;
            Place(index, _items[child]);
            index = child;
        }
        Place(index, message);
    }

    private void Place(int index, StoredMessage message)
    {
        _items[index] = message;
        message.HeapIndex = index;
    }
}
