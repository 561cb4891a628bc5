namespace SesMailEngine.Aws.S3;

/// <summary>
/// Objects read lately and their ETags, so that a template that did not change is not sent again. Bounded by bytes; the
/// least recently used goes first. For any number of threads.
/// </summary>
internal sealed class ObjectMemory(int maxBytes)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byUse = new();
    private readonly Lock gate = new();
    private int bytes;

    /// <summary>What is known of a key; null for nothing.</summary>
    public (string ETag, ReadOnlyMemory<byte> Content)? Find(string key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var node)) return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return (node.Value.ETag, node.Value.Content);
        }
    }

    /// <summary>Keeps an object.</summary>
    public void Keep(string key, string? etag, ReadOnlyMemory<byte> content)
    {
        lock (gate)
        {
            Forget(key);
            if (string.IsNullOrEmpty(etag) || content.Length > maxBytes) return;
            entries[key] = byUse.AddFirst(new Entry(key, etag, content));
            bytes += content.Length;
            while (bytes > maxBytes) Forget(byUse.Last!.Value.Key);
        }
    }

    private void Forget(string key)
    {
        if (!entries.Remove(key, out var node)) return;
        byUse.Remove(node);
        bytes -= node.Value.Content.Length;
    }

    private sealed record Entry(string Key, string ETag, ReadOnlyMemory<byte> Content);
}
