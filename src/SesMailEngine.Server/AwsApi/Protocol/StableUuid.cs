using System.Security.Cryptography;
using System.Text;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Ids that AWS draws once and keeps: here they follow from what they name (UUID version 8, RFC 9562 section 5.8).</summary>
internal static class StableUuid
{
    /// <summary>The id of a name: the same at each start.</summary>
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
