using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>
/// A Python dict: mutable, shared, in order of insertion. Keys compare as Python compares them, so <c>1</c>,
/// <c>1.0</c> and <c>True</c> are one key. Small dicts are searched in line, larger ones by hash.
/// </summary>
public sealed class DictValue : ObjectValue
{
    private const int LinearLimit = 8;

    private Entry[] _entries;
    private int[]? _buckets;
    private int _used;
    private int _removed;

    /// <summary>An empty dict.</summary>
    public DictValue() => _entries = [];

    /// <summary>An empty dict with room for <paramref name="capacity"/> entries.</summary>
    public DictValue(int capacity)
    {
        _entries = capacity == 0 ? [] : new Entry[capacity];
        Rehash();
    }

    /// <summary>The number of entries.</summary>
    public int Count => _used - _removed;

    internal override ValueKind Kind => ValueKind.Dict;

    internal override string TypeName => "dict";

    internal override long? Length => Count;

    internal override bool IsIterable => true;

    /// <summary>Changes whenever an entry is added or removed; an iteration checks it.</summary>
    internal int Version { get; private set; }

    /// <summary>Sets or replaces an entry. Reading a key that does not exist gives <see cref="Value.Missing"/>.</summary>
    public Value this[Value key]
    {
        get => TryGet(key, out var value) ? value : Value.Missing;
        set => Set(key, value);
    }

    /// <summary>The value under a text key.</summary>
    public bool TryGet(string key, out Value value) => TryGet(key, Hashing.Of(key), out value);

    /// <summary>The value under any key. A key that cannot be hashed (a list, a dict) is a TypeError.</summary>
    public bool TryGet(Value key, out Value value)
    {
        int index = key.IsText ? Find(key.AsText, Hashing.Of(key.AsText)) : Find(key, Hashing.Of(key));
        value = index >= 0 ? _entries[index].Value : Value.Missing;
        return index >= 0;
    }

    /// <summary>The value under a text key whose hash the caller has kept.</summary>
    internal bool TryGet(string key, int hash, out Value value)
    {
        int index = Find(key, hash);
        value = index >= 0 ? _entries[index].Value : Value.Missing;
        return index >= 0;
    }

    /// <summary>
    /// The value under a text key, looking first where the key was in the dict seen before; rows of one list
    /// mostly have their keys in one order.
    /// </summary>
    internal bool TryGet(string key, int hash, ref int hint, out Value value)
    {
        var entries = _entries;
        int index = hint;
        if ((uint)index < (uint)entries.Length)
        {
            ref var entry = ref entries[index];
            if (entry.Hash == hash && entry.Key.Reference is string text && (ReferenceEquals(text, key) || text == key))
            {
                value = entry.Value;
                return true;
            }
        }

        index = Find(key, hash);
        if (index < 0)
        {
            value = Value.Missing;
            return false;
        }

        hint = index;
        value = entries[index].Value;
        return true;
    }

    /// <summary>Sets or replaces an entry; a replaced one keeps its place.</summary>
    internal void Set(Value key, Value value)
    {
        int hash = Hashing.Of(key);
        int index = key.IsText ? Find(key.AsText, hash) : Find(key, hash);
        if (index >= 0)
        {
            _entries[index].Value = value;
            return;
        }

        if (_used == _entries.Length)
        {
            Grow();
        }

        ref var entry = ref _entries[_used];
        entry = new Entry { Key = key, Value = value, Hash = hash, Next = -1 };
        if (_buckets is not null)
        {
            ref int bucket = ref _buckets[(uint)hash % (uint)_buckets.Length];
            entry.Next = bucket;
            bucket = _used;
        }

        _used++;
        Version++;
    }

    /// <summary>Removes an entry and gives its value.</summary>
    internal bool Remove(Value key, out Value value)
    {
        int index = Find(key, Hashing.Of(key));
        if (index < 0)
        {
            value = Value.Missing;
            return false;
        }

        value = _entries[index].Value;
        RemoveAt(index);
        return true;
    }

    /// <summary>Removes the entry added last.</summary>
    internal bool RemoveLast(out Value key, out Value value)
    {
        for (int i = _used - 1; i >= 0; i--)
        {
            if (!_entries[i].Key.IsMissing)
            {
                (key, value) = (_entries[i].Key, _entries[i].Value);
                RemoveAt(i);
                return true;
            }
        }

        key = value = Value.Missing;
        return false;
    }

    internal void Clear()
    {
        _entries = [];
        _buckets = null;
        _used = _removed = 0;
        Version++;
    }

    internal DictValue Copy()
    {
        var copy = new DictValue(Count);
        copy.Update(this);
        return copy;
    }

    internal void Update(DictValue other)
    {
        for (int i = 0; i < other._used; i++)
        {
            if (!other._entries[i].Key.IsMissing)
            {
                Set(other._entries[i].Key, other._entries[i].Value);
            }
        }
    }

    /// <summary>
    /// The entry at or after <paramref name="position"/>; moves the position past it. The loop over all entries is
    /// <c>int at = 0; while (dict.NextEntry(ref at, out var key, out var value))</c>.
    /// </summary>
    internal bool NextEntry(ref int position, out Value key, out Value value)
    {
        while (position < _used)
        {
            ref var entry = ref _entries[position++];
            if (!entry.Key.IsMissing)
            {
                (key, value) = (entry.Key, entry.Value);
                return true;
            }
        }

        key = value = Value.Missing;
        return false;
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<KeyValuePair<Value, Value>> GetEnumerator()
    {
        int at = 0;
        while (NextEntry(ref at, out var key, out var value))
        {
            yield return new(key, value);
        }
    }

    /// <summary>The keys. A dict that changes its size meanwhile is an error, as in Python.</summary>
    internal override IEnumerator<Value> Iterate()
    {
        int version = Version;
        int at = 0;
        while (NextEntry(ref at, out var key, out _))
        {
            yield return key;
            if (version != Version)
            {
                throw Errors.TemplateException.Runtime("dictionary changed size during iteration");
            }
        }
    }

    internal override void WriteRepr(ReprWriter writer) => writer.Dict(this);

    private int Find(string key, int hash)
    {
        if (_buckets is null)
        {
            for (int i = 0; i < _used; i++)
            {
                ref var entry = ref _entries[i];
                if (entry.Hash == hash && entry.Key.Reference is string text && text == key)
                {
                    return i;
                }
            }

            return -1;
        }

        int index = _buckets[(uint)hash % (uint)_buckets.Length];
        while (index >= 0)
        {
            ref var entry = ref _entries[index];
            if (entry.Hash == hash && entry.Key.Reference is string text && text == key)
            {
                return index;
            }

            index = entry.Next;
        }

        return -1;
    }

    private int Find(Value key, int hash)
    {
        if (_buckets is null)
        {
            for (int i = 0; i < _used; i++)
            {
                ref var entry = ref _entries[i];
                if (entry.Hash == hash && !entry.Key.IsMissing && Equality.AreEqual(entry.Key, key))
                {
                    return i;
                }
            }

            return -1;
        }

        int index = _buckets[(uint)hash % (uint)_buckets.Length];
        while (index >= 0)
        {
            ref var entry = ref _entries[index];
            if (entry.Hash == hash && !entry.Key.IsMissing && Equality.AreEqual(entry.Key, key))
            {
                return index;
            }

            index = entry.Next;
        }

        return -1;
    }

    private void RemoveAt(int index)
    {
        // The entry stays in its chain as a gap, so that positions of a running iteration hold.
        _entries[index] = _entries[index] with { Key = Value.Missing, Value = Value.Missing };
        _removed++;
        Version++;
        if (_removed == _used)
        {
            Clear();
        }
    }

    private void Grow()
    {
        var old = _entries;
        int live = Count;
        _entries = new Entry[Math.Max(4, live * 2)];
        int used = 0;
        for (int i = 0; i < _used; i++)
        {
            if (!old[i].Key.IsMissing)
            {
                _entries[used++] = old[i];
            }
        }

        _used = used;
        _removed = 0;
        Rehash();
    }

    private void Rehash()
    {
        if (_entries.Length <= LinearLimit)
        {
            _buckets = null;
            return;
        }

        _buckets = new int[_entries.Length];
        _buckets.AsSpan().Fill(-1);
        for (int i = 0; i < _used; i++)
        {
            ref int bucket = ref _buckets[(uint)_entries[i].Hash % (uint)_buckets.Length];
            _entries[i].Next = bucket;
            bucket = i;
        }
    }

    private struct Entry
    {
        internal Value Key;
        internal Value Value;
        internal int Hash;
        internal int Next;
    }
}
