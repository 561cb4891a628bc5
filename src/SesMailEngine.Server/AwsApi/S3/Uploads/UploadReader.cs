using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.S3.Uploads;

/// <summary>
/// Receives a body as S3's clients send it, plain or <c>aws-chunked</c>, and holds it against every hash that came with it:
/// <c>x-amz-content-sha256</c>, <c>Content-MD5</c>, <c>x-amz-checksum-*</c> in front or behind.
/// </summary>
internal static class UploadReader
{
    private const string Streaming = "STREAMING-";
    private const string ChecksumPrefix = "x-amz-checksum-";

    /// <summary>Reads the body of a call, at most <paramref name="limit"/> bytes of content.</summary>
    /// <param name="call">The call.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <param name="hasOwnChecksum">False when the checksum headers speak of something else than the body.</param>
    /// <exception cref="AwsException">It is too large, broken, or not what a hash says.</exception>
    public static async Task<Upload> ReadAsync(
        S3Call call, int limit, CancellationToken cancellationToken, bool hasOwnChecksum = true)
    {
        var hash = call.Request.Signature?.PayloadHash ?? call.Header("x-amz-content-sha256") ?? "";
        var isChunked = hash.StartsWith(Streaming, StringComparison.Ordinal);
        var decodedLength = DecodedLength(call);
        var announced = isChunked ? decodedLength : call.Request.Http.Request.ContentLength;
        if (announced > limit) throw S3Errors.EntityTooLarge(limit);

        var trailers = new Dictionary<string, string>();
        // Small chunks make the encoded body larger; twice the limit is more than any client's framing needs.
        var buffer = await ReceiveAsync(call, isChunked ? (2 * limit) + 65_536 : limit, limit, cancellationToken);
        try
        {
            if (isChunked)
            {
                (buffer, trailers) = Decode(call, hash, buffer, limit);
                if (decodedLength is { } promised && promised != buffer.Length) throw S3Errors.IncompleteBody();
            }
            else
            {
                CheckSha256(hash, buffer.WrittenSpan);
            }
            CheckMd5(call, buffer.WrittenSpan);
            return new Upload(buffer, hasOwnChecksum ? CheckChecksum(call, trailers, buffer.WrittenSpan) : null);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Holds content against the checksum headers of a call; the checksum, null when there is none.</summary>
    /// <exception cref="AwsException">It is not what they say.</exception>
    public static Checksum? Check(S3Call call, ReadOnlySpan<byte> content) => CheckChecksum(call, [], content);

    private static async Task<PooledBuffer> ReceiveAsync(
        S3Call call, int encodedLimit, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await RequestBody.ReadAsync(call.Request.Http.Request, encodedLimit, cancellationToken);
        }
        catch (AwsException tooLarge) when (tooLarge.Status == 413)
        {
            throw S3Errors.EntityTooLarge(limit);
        }
    }

    private static (PooledBuffer Content, Dictionary<string, string> Trailers) Decode(
        S3Call call, string kind, PooledBuffer encoded, int limit)
    {
        var signed = kind is "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" or "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
        if (!signed && kind != "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
        {
            throw S3Errors.NotImplemented($"uploads of the kind {kind[..Math.Min(kind.Length, 60)]}");
        }
        var signature = signed && call.Request.Signature is { } seed ? new ChunkSignatures(seed) : null;
        var decoder = new AwsChunkedDecoder(signature);
        var content = new PooledBuffer(encoded.Length);
        try
        {
            decoder.Decode(encoded.WrittenSpan, limit, content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
        encoded.Dispose();
        return (content, decoder.Trailers);
    }

    private static long? DecodedLength(S3Call call)
    {
        if (call.Header("x-amz-decoded-content-length") is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw S3Errors.InvalidArgument("x-amz-decoded-content-length", "The decoded content length must be a whole number.");
    }

    private static void CheckSha256(string hash, ReadOnlySpan<byte> content)
    {
        if (hash is "" or "UNSIGNED-PAYLOAD") return;
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        {
            throw S3Errors.InvalidArgument("x-amz-content-sha256",
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD or a valid sha256 value.");
        }
        if (!hash.Equals(Convert.ToHexString(SHA256.HashData(content)), StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsException("XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    [SuppressMessage("Security", "CA5351", Justification = "HTTP defines Content-MD5; it guards against accidents.")]
    private static void CheckMd5(S3Call call, ReadOnlySpan<byte> content)
    {
        if (call.Header("Content-MD5") is not { } given) return;
        var md5 = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, md5, out var length) || length != MD5.HashSizeInBytes)
        {
            throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
        if (!MD5.HashData(content).AsSpan().SequenceEqual(md5.AsSpan(0, length))) throw S3Errors.BadDigest("Content-MD5");
    }

    private static Checksum? CheckChecksum(S3Call call, Dictionary<string, string> trailers, ReadOnlySpan<byte> content)
    {
        const StringSplitOptions bare = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var name in (call.Header("x-amz-trailer") ?? "").Split(',', bare))
        {
            if (trailers.ContainsKey(name.ToLowerInvariant())) continue;
            throw new AwsException(
                "MalformedTrailerError", "The request did not have the trailing header that x-amz-trailer names.");
        }
        var given = call.Headers.Select(header => (header.Key, Value: header.Value.ToString()))
            .Concat(trailers.Select(trailer => (trailer.Key, trailer.Value)))
            .Where(pair => IsChecksum(pair.Key)).ToArray();
        if (given.Length == 0) return null;
        if (given.Length > 1)
        {
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        var (header, value) = given[0];
        if (Checksum.AlgorithmOf(header) is not { } algorithm)
        {
            throw S3Errors.InvalidRequest($"The header {header} names no known checksum algorithm.");
        }
        var actual = Checksum.Compute(algorithm, content);
        if (actual.Value == value) return actual;
        throw value.Length == actual.Value.Length
            ? S3Errors.BadDigest(algorithm.ToString().ToUpperInvariant())
            : S3Errors.InvalidRequest($"Value for {header.ToLowerInvariant()} header is invalid.");
    }

    // x-amz-checksum-algorithm, -type and -mode say how, not what.
    private static bool IsChecksum(string header) =>
        header.StartsWith(ChecksumPrefix, StringComparison.OrdinalIgnoreCase) &&
        header.AsSpan(ChecksumPrefix.Length).ToString().ToLowerInvariant() is not ("algorithm" or "type" or "mode");
}
