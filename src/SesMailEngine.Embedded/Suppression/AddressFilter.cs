namespace SesMailEngine.Embedded.Suppression;

/// <summary>
/// Says "certainly not suppressed" without reading the file, for nearly every mail: a Bloom filter over the suppressed
/// addresses, which never errs in that direction. It only gains addresses; one that was removed costs a read. A fixed size bounds
/// its memory.
/// </summary>
internal sealed class AddressFilter
{
    private const int Probes = 4;

    private readonly long[] _bits;
    private readonly ulong _mask;

    /// <summary>A filter for about <paramref name="capacity"/> addresses, two bytes each; at most 16 MiB.</summary>
    public AddressFilter(long capacity)
    {
        var size = 1L << 20;
        while (size < capacity * 16 && size < 1L << 27) size <<= 1;
        _bits = new long[size / 64];
        _mask = (ulong)size - 1;
    }

    /// <summary>Adds an address.</summary>
    public void Add(string address)
    {
        var (hash, step) = Hash(address);
        for (var i = 0; i < Probes; i++, hash += step)
        {
            Interlocked.Or(ref _bits[(hash & _mask) >> 6], 1L << (int)(hash & 63));
        }
    }

    /// <summary>False when the address was certainly never added.</summary>
    public bool MayContain(string address)
    {
        var (hash, step) = Hash(address);
        for (var i = 0; i < Probes; i++, hash += step)
        {
            if ((Volatile.Read(ref _bits[(hash & _mask) >> 6]) & (1L << (int)(hash & 63))) == 0) return false;
        }
        return true;
    }

    // FNV-1a, then a mixer; the second hash walks the probes (double hashing). It need not resist an attacker: a
    // collision costs a read, never a wrong answer.
    private static (ulong Hash, ulong Step) Hash(string address)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in address) hash = (hash ^ c) * 1099511628211UL;
        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93UL;
        hash ^= hash >> 32;
        return (hash, (hash >> 17) | 1);
    }
}
