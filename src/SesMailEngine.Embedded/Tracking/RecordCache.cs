using System.Collections.Concurrent;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// Committed records that were used lately. A mail is claimed, sent and delivered within a second or so, and each step
/// needs the record: most find it here, parsed. Two generations bound it: when the young one is full, the old one goes.
/// Only the writer's thread puts; everyone reads.
/// </summary>
internal sealed class RecordCache(int perGeneration)
{
    private volatile ConcurrentDictionary<string, RecordRow> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, RecordRow> _old = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The row of an id, if it is here.</summary>
    public RecordRow? Find(string emailId) =>
        _young.TryGetValue(emailId, out var row) || _old.TryGetValue(emailId, out row) ? row : null;

    /// <summary>Puts what was committed.</summary>
    public void Put(RecordRow row)
    {
        var emailId = row.Record.EmailId;
        if (_young.TryAdd(emailId, row)) _count++;
        else _young[emailId] = row;
        if (_count < perGeneration) return;
        _old = _young;
        _young = new(StringComparer.Ordinal);
        _count = 0;
    }

    /// <summary>Forgets an id.</summary>
    public void Remove(string emailId)
    {
        if (_young.TryRemove(emailId, out _)) _count--;
        _old.TryRemove(emailId, out _);
    }
}
