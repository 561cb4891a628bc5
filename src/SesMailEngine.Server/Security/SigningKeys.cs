using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SesMailEngine.Server.Security;

/// <summary>Derives signing keys and remembers those that proved right: four HMACs less for each request of the day.</summary>
internal sealed class SigningKeys
{
    private const int MaxRemembered = 256;

    private readonly ConcurrentDictionary<(string Id, string Scope), byte[]> _known = new();

    /// <summary>The signing key of a scope
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key).</summary>
    public byte[] For(AccessKey key, SignatureParts parts)
    {
        if (_known.TryGetValue((key.Id, parts.Scope), out var known)) return known;
        var date = Hmac(Encoding.UTF8.GetBytes("AWS4" + key.Secret), parts.Date);
        var region = Hmac(date, parts.Region);
        var service = Hmac(region, parts.Service);
        return Hmac(service, "aws4_request");
    }

    /// <summary>Keeps a key whose signature was right; others would let anybody fill the memory with scopes.</summary>
    public void Remember(AccessKey key, SignatureParts parts, byte[] signingKey)
    {
        if (_known.Count >= MaxRemembered) _known.Clear();
        _known[(key.Id, parts.Scope)] = signingKey;
    }

    /// <summary>HMAC-SHA256 of a text.</summary>
    public static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
