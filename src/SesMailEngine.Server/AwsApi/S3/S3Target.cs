using System.Text;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>What a request is about: the service, a bucket or an object.</summary>
/// <param name="Bucket">The bucket; null for the service.</param>
/// <param name="Key">The object's key; null for the bucket.</param>
internal readonly record struct S3Target(string? Bucket, string? Key)
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>
    /// Reads path style (<c>/bucket/key</c>) and virtual-host style (<c>bucket.localhost</c>, <c>bucket.s3.localhost</c>).
    /// </summary>
    /// <exception cref="AwsException">The path is not percent-encoded UTF-8.</exception>
    public static S3Target Read(HostString host, string rawPath)
    {
        var path = Decode(rawPath.Length > 0 && rawPath[0] == '/' ? rawPath[1..] : rawPath);
        if (BucketOf(host.Host) is { } bucket) return new S3Target(bucket, path.Length == 0 ? null : path);
        if (path.Length == 0) return default;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return new S3Target(path, null);
        return new S3Target(path[..slash], slash == path.Length - 1 ? null : path[(slash + 1)..]);
    }

    /// <summary>Undoes percent-encoding; a plus sign is a plus sign.</summary>
    /// <exception cref="AwsException">The text is not percent-encoded UTF-8.</exception>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.AsSpan(length));
                continue;
            }
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) throw Invalid();
            bytes[length++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
            i += 2;
        }
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid();
        }
    }

    private static string? BucketOf(string host)
    {
        const string domain = ".localhost";
        if (!host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)) return null;
        var name = host[..^domain.Length];
        if (name.EndsWith(".s3", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return name.Equals("s3", StringComparison.OrdinalIgnoreCase) || name.Length == 0 ? null : name;
    }

    private static AwsException Invalid() => new("InvalidURI", "Couldn't parse the specified URI.");
}
