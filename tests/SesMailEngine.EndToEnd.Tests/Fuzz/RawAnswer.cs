using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace SesMailEngine.EndToEnd.Tests.Fuzz;

/// <summary>What came back over the wire, and whether it is what an AWS service would say.</summary>
/// <param name="Status">The status; 0 when the connection was closed without an answer.</param>
/// <param name="Headers">The headers, their names in lower case.</param>
/// <param name="Body">The body.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Sends bytes on a connection of their own and reads until its end.</summary>
    /// <exception cref="OperationCanceledException">There was no end in time.</exception>
    public static async Task<RawAnswer> GetAsync(IPEndPoint host, byte[] request, bool isWhole, CancellationToken cancellationToken)
    {
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, cancellationToken);
        using var received = new MemoryStream();
        try
        {
            await socket.SendAsync(request, cancellationToken);
            // A request that promises more than it brings would be waited for.
            if (!isWhole) socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[16 * 1024];
            while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var read) received.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // Closed in the midst of it: what came so far is the answer.
        }
        return Parse(received.ToArray());
    }

    /// <summary>Why the answer is none an AWS client could read; null when it is one.</summary>
    /// <param name="breaksHttp">True when the request may not have been HTTP any more.</param>
    public string? Problem(bool breaksHttp)
    {
        if (Status == 0) return breaksHttp ? null : "no answer";
        var type = Headers.GetValueOrDefault("content-type", "");
        // S3's own answer to what it has not; to HEAD it has no body.
        if (Status >= 500 && !(Status == 505 && breaksHttp && Body.Length == 0)) return "a failure of the server";
        if (Status < 400) return null;
        if (Body.Length == 0)
        {
            var isOurs = Headers.ContainsKey("x-amzn-requestid") || Headers.ContainsKey("x-amz-request-id");
            return isOurs || breaksHttp ? null : "an error without a body";
        }
        return type switch
        {
            "application/x-amz-json-1.0" or "application/x-amz-json-1.1" => Member("__type") is { Length: > 0 } ? null : "no __type",
            "application/json" => Headers.ContainsKey("x-amzn-errortype") && Json() is not null ? null : "no x-amzn-ErrorType",
            "text/xml" => XmlCode("ErrorResponse") is { Length: > 0 } ? null : "no ErrorResponse with a code",
            "application/xml" => XmlCode("Error") is { Length: > 0 } ? null : "no Error with a code",
            "application/cbor" => Headers.ContainsKey("x-amzn-errortype") || Body.Length > 0 ? null : "no error in CBOR",
            _ when type.StartsWith("text/plain", StringComparison.Ordinal) && breaksHttp => null,
            _ => $"an error of type '{type}'",
        };
    }

    private JsonElement? Json()
    {
        try
        {
            return JsonDocument.Parse(Body).RootElement is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? Member(string name) => Json() is { } json && json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private string? XmlCode(string rootName)
    {
        try
        {
            var root = XDocument.Parse(Encoding.UTF8.GetString(Body)).Root!;
            return root.Name.LocalName == rootName ? root.Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value : null;
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }

    private static RawAnswer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) return new RawAnswer(0, new Dictionary<string, string>(), []);
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        // An interim answer is followed by the real one.
        if (status == 100) return Parse(bytes[(end + 4)..]);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }
        // A request cut in two has the answer to its second half behind the first.
        var body = bytes[(end + 4)..];
        var length = headers.TryGetValue("content-length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : body.Length;
        return new RawAnswer(status, headers, body[..Math.Min(length, body.Length)]);
    }
}
