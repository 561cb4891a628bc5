using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.S3.Uploads;

/// <summary>
/// Undoes <c>aws-chunked</c>, in all its kinds: chunks with signatures or without, with trailing headers or without
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html, …/sigv4-streaming-trailers.html).
/// </summary>
/// <param name="signatures">Verifies the chain of signatures; null when nothing is verified.</param>
internal sealed class AwsChunkedDecoder(ChunkSignatures? signatures)
{
    private const int MaxHeader = 256;
    private const int MaxTrailer = 8192;
    private const string SignatureField = "chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";

    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    /// <summary>The trailing headers, names in lower case, without the signature.</summary>
    public Dictionary<string, string> Trailers { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes the content of <paramref name="encoded"/>.</summary>
    /// <exception cref="AwsException">
    /// The framing is broken, a signature is wrong, or the content is larger than <paramref name="limit"/>.
    /// </exception>
    public void Decode(ReadOnlySpan<byte> encoded, long limit, IBufferWriter<byte> content)
    {
        var total = 0L;
        while (true)
        {
            var (size, signature) = ReadHeader(ref encoded);
            total += size;
            if (total > limit) throw S3Errors.EntityTooLarge(limit);
            if (size > encoded.Length) throw S3Errors.IncompleteBody();
            var chunk = encoded[..size];
            encoded = encoded[size..];
            VerifyChunk(chunk, signature);
            if (size == 0) break;
            content.Write(chunk);
            if (!encoded.StartsWith(LineEnd)) throw encoded.Length < 2 ? S3Errors.IncompleteBody() : Malformed();
            encoded = encoded[2..];
        }
        ReadTrailers(encoded);
    }

    private static (int Size, string? Signature) ReadHeader(ref ReadOnlySpan<byte> encoded)
    {
        var end = encoded[..Math.Min(encoded.Length, MaxHeader)].IndexOf(LineEnd);
        if (end < 0) throw encoded.Length < MaxHeader ? S3Errors.IncompleteBody() : Malformed();
        var line = Encoding.ASCII.GetString(encoded[..end]);
        encoded = encoded[(end + 2)..];
        var fields = line.Split(';');
        var isSize = int.TryParse(fields[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size);
        if (!isSize || size < 0 || fields[0].Length > 8) throw Malformed();
        var signature = fields.Skip(1).FirstOrDefault(field => field.StartsWith(SignatureField, StringComparison.Ordinal));
        return (size, signature?[SignatureField.Length..]);
    }

    private void VerifyChunk(ReadOnlySpan<byte> chunk, string? signature)
    {
        if (signatures is null) return;
        if (signature is null || !signatures.VerifyChunk(SHA256.HashData(chunk), signature)) throw WrongSignature();
    }

    // name:value lines, then an empty one. Some clients end a line before the signature with LF alone.
    private void ReadTrailers(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > MaxTrailer) throw MalformedTrailer();
        var canonical = new StringBuilder();
        string? signature = null;
        foreach (var line in Encoding.ASCII.GetString(rest).Split('\n'))
        {
            var text = line.Trim();
            if (text.Length == 0) continue;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1) throw MalformedTrailer();
            var name = text[..colon].Trim().ToLowerInvariant();
            var value = text[(colon + 1)..].Trim();
            if (name == TrailerSignature)
            {
                signature = value;
                continue;
            }
            if (!Trailers.TryAdd(name, value)) throw MalformedTrailer();
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }
        if (signatures is null || canonical.Length == 0) return;
        if (signature is null || !signatures.VerifyTrailer(canonical.ToString(), signature)) throw WrongSignature();
    }

    private static AwsException Malformed() =>
        new("InvalidChunkSizeError", "The aws-chunked body is malformed: a chunk does not begin or end as it must.");

    private static AwsException MalformedTrailer() =>
        new("MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    private static AwsException WrongSignature() => new("SignatureDoesNotMatch",
        "The chunk signature we calculated does not match the signature you provided.", 403);
}
