using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SesMailEngine.Core.Model;

/// <summary>
/// Ids for requests that bring none: <c>email-</c> + 32 hexadecimal digits that sort by time. An id follows from the
/// event, not from chance, so that two deliveries of one event still meet in one claim.
/// </summary>
public static class EmailIds
{
    /// <summary>The start of every id the engine makes.</summary>
    public const string Prefix = "email-";

    /// <summary>Characters of the longest id a request may bring.</summary>
    public const int MaxLength = 128;

    /// <summary>The id for an event: 48 bits of Unix milliseconds, then 80 bits of a hash of what names the event.</summary>
    /// <param name="time">When the event was made.</param>
    /// <param name="name">What is unique to the event: its id, or the queue's message id.</param>
    public static string For(DateTimeOffset time, string name)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var milliseconds = Math.Clamp(time.ToUnixTimeMilliseconds(), 0, (1L << 48) - 1);
        Span<byte> clock = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(clock, milliseconds);
        clock[2..].CopyTo(id);
        hash[..10].CopyTo(id[6..]);
        return Prefix + Convert.ToHexStringLower(id);
    }
}
