using System.Buffers.Binary;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// Request ids in the form of a UUID: a counter through a bijective mix, with a seed drawn once, so they cost no
/// random numbers per request and never repeat within a process. They are names for log lines, not secrets.
/// </summary>
/// <param name="seed">Tells this process from others; a test gives a fixed one.</param>
internal sealed class RequestIdSource(ulong seed)
{
    private ulong _count;

    /// <summary>The next id.</summary>
    public string Next()
    {
        var count = Interlocked.Increment(ref _count);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mix(seed + (count * 0x9E3779B97F4A7C15)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mix(seed ^ count));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
