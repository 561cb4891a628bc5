using System.Globalization;
using System.Text;

namespace SesMailEngine.Lambda.Runtime;

/// <summary>
/// Reads one HTTP/1.1 answer (RFC 9112) from a connection: status line, headers, and a body of a told length, in chunks, or
/// up to the connection's end.
/// </summary>
/// <param name="receive">Reads what has come into a buffer; 0 at the connection's end.</param>
internal sealed class HttpAnswerReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> receive)
{
    private const int MaxHead = 64 * 1024;

    // Lambda's own limit for a call's payload is 6 MB; an asynchronous call's is 1 MB.
    private const int MaxBody = 8 * 1024 * 1024;

    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>True once a byte of the answer has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="InvalidDataException">It is not HTTP/1.1, or longer than is allowed.</exception>
    /// <exception cref="EndOfStreamException">The connection ended within it.</exception>
    public async ValueTask<HttpAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var status = ParseStatus(await ReadLineAsync(cancellationToken));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var length = 0;
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            if ((length += line.Length) > MaxHead) throw new InvalidDataException("The head of the answer is too long.");
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new InvalidDataException("A header of the answer has no name.");
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        var closes = headers.GetValueOrDefault("Connection")?.Contains("close", StringComparison.OrdinalIgnoreCase) == true;
        if (status is 204 or 304) return new(status, headers, default, closes);
        if (headers.GetValueOrDefault("Transfer-Encoding")?.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new(status, headers, await ReadChunksAsync(cancellationToken), closes);
        }
        if (headers.GetValueOrDefault("Content-Length") is { } told)
        {
            var body = await ReadBodyAsync(Length(told, NumberStyles.None), cancellationToken);
            return new(status, headers, body, closes);
        }
        return new(status, headers, await ReadToEndAsync(cancellationToken), true);
    }

    private static int ParseStatus(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12
        && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new InvalidDataException("The answer is not HTTP/1.1.");

    private static int Length(string text, NumberStyles style) =>
        int.TryParse(text, style, CultureInfo.InvariantCulture, out var length) && length is >= 0 and <= MaxBody
            ? length
            : throw new InvalidDataException($"The answer has no length of at most {MaxBody} bytes.");

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = start;
        while (true)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var stop = searched + at;
                var line = Encoding.Latin1.GetString(buffer, start, stop - start).TrimEnd('\r');
                start = stop + 1;
                return line;
            }
            if (end - start > MaxHead) throw new InvalidDataException("A line of the answer is too long.");
            var offset = end - start;
            if (!await FillAsync(cancellationToken)) throw new EndOfStreamException("The connection ended within the answer.");
            searched = start + offset;
        }
    }

    private async ValueTask<byte[]> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        var body = new byte[length];
        var done = TakeBuffered(body);
        while (done < length)
        {
            var count = await receive(body.AsMemory(done), cancellationToken);
            if (count == 0) throw new EndOfStreamException("The connection ended within the answer.");
            done += count;
        }
        return body;
    }

    private async ValueTask<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            var extension = line.IndexOf(';', StringComparison.Ordinal);
            var size = Length((extension < 0 ? line : line[..extension]).Trim(), NumberStyles.AllowHexSpecifier);
            if (body.Length + size > MaxBody) throw new InvalidDataException($"The answer is longer than {MaxBody} bytes.");
            if (size == 0) break;
            body.Write(await ReadBodyAsync(size, cancellationToken));
            await ReadLineAsync(cancellationToken);
        }
        while ((await ReadLineAsync(cancellationToken)).Length > 0)
        {
            // Trailers tell nothing the loop needs; the one that tells of a broken payload comes with a broken connection.
        }
        return body.ToArray();
    }

    private async ValueTask<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        do
        {
            body.Write(buffer, start, end - start);
            start = end;
            if (body.Length > MaxBody) throw new InvalidDataException($"The answer is longer than {MaxBody} bytes.");
        }
        while (await FillAsync(cancellationToken));
        return body.ToArray();
    }

    private int TakeBuffered(byte[] target)
    {
        var count = Math.Min(target.Length, end - start);
        buffer.AsSpan(start, count).CopyTo(target);
        start += count;
        return count;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var count = await receive(buffer.AsMemory(end), cancellationToken);
        end += count;
        HasBegun |= count > 0;
        return count > 0;
    }
}
