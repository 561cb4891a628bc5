using System.Buffers.Binary;
using System.Security.Cryptography;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Ids;

/// <summary>
/// UUIDs of version 7 (RFC 9562 section 5.7): they sort by time, and those made here also sort among themselves within a
/// millisecond, by a counter in the 12 bits after the time (method 1 of section 6.2).
/// </summary>
public sealed class UuidSource : IIdSource
{
    private const int RandomBytes = 8;

    private readonly TimeProvider _clock;
    private readonly Action<Span<byte>> _fill;
    private readonly byte[] _random = new byte[RandomBytes * 128];
    private readonly Lock _gate = new();
    private int _used;
    private long _lastTick;

    /// <summary>Makes a source.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="fill">Fills with random bytes; null for the system's cryptographic source.</param>
    public UuidSource(TimeProvider clock, Action<Span<byte>>? fill = null)
    {
        _clock = clock;
        _fill = fill ?? (static bytes => RandomNumberGenerator.Fill(bytes));
        _used = _random.Length;
    }

    /// <inheritdoc/>
    public string Next(string prefix) => string.Create(null, stackalloc char[192], $"{prefix}{Next():N}");

    /// <summary>A fresh UUID.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        lock (_gate)
        {
            // Time and counter as one number that only grows; a full counter borrows from the next millisecond.
            _lastTick = Math.Max(_lastTick + 1, milliseconds << 12);
            if (_used == _random.Length)
            {
                _fill(_random);
                _used = 0;
            }
            BinaryPrimitives.WriteInt64BigEndian(bytes, (_lastTick >> 12 << 16) | 0x7000L | (_lastTick & 0xfff));
            _random.AsSpan(_used, RandomBytes).CopyTo(bytes[8..]);
            _used += RandomBytes;
        }
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
