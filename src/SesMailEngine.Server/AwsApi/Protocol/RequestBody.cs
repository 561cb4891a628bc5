using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Reads request bodies into rented memory, never more than a limit.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body as it came over the wire. More than <paramref name="limit"/> bytes is refused with 413.</summary>
    public static async Task<PooledBuffer> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) throw AwsException.TooLarge(limit);
        // What a client says it will send is not yet sent: memory follows what comes.
        var buffer = new PooledBuffer((int)Math.Min(request.ContentLength ?? 4096, 64 * 1024) + 1);
        try
        {
            await FillAsync(request.Body, buffer, limit, cancellationToken);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Undoes <c>Content-Encoding: gzip</c>; the result may not be larger than <paramref name="limit"/> either, whatever the
    /// ratio. Gives the same buffer back when there is nothing to undo, else disposes of it.
    /// </summary>
    public static async Task<PooledBuffer> DecodeAsync(
        PooledBuffer raw, string? contentEncoding, int limit, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(contentEncoding) || contentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return raw;
        if (!contentEncoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            throw new AwsException("UnsupportedMediaTypeException", $"Content-Encoding '{Shown(contentEncoding)}' is not supported.", 415);

        var plain = new PooledBuffer(raw.Length * 2);
        try
        {
            using var source = new MemoryStream(raw.Written.ToArray(), writable: false);
            await using var gzip = new GZipStream(source, CompressionMode.Decompress);
            await FillAsync(gzip, plain, limit, cancellationToken);
            raw.Dispose();
            return plain;
        }
        catch (InvalidDataException)
        {
            plain.Dispose();
            throw AwsException.Serialization("The request body is not valid gzip data.");
        }
        catch
        {
            plain.Dispose();
            throw;
        }
    }

    private static async Task FillAsync(Stream source, PooledBuffer buffer, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await source.ReadAsync(buffer.GetMemory(), cancellationToken);
            if (read == 0) return;
            buffer.Advance(read);
            if (buffer.Length > limit) throw AwsException.TooLarge(limit);
        }
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40];
}
