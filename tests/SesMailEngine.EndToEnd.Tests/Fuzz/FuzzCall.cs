using System.Globalization;
using System.Text;

namespace SesMailEngine.EndToEnd.Tests.Fuzz;

/// <summary>One valid request, before anything is done to it.</summary>
/// <param name="Name">Service and operation, for messages.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query string as they are sent.</param>
/// <param name="Headers">The headers, without Host, Content-Length and Connection.</param>
/// <param name="Body">The body, as text.</param>
/// <param name="Works">False when the untouched request is refused, for want of a receipt or an upload.</param>
internal sealed record FuzzCall(
    string Name, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, bool Works = true)
{
    /// <summary>A call of a JSON protocol.</summary>
    public static FuzzCall Json(string service, string target, string version, string body, bool works = true) => new(
        $"{service} {target}", "POST", "/",
        [Signed(service), new("X-Amz-Target", target), new("Content-Type", $"application/x-amz-json-{version}")], body, works);

    /// <summary>A call of the query protocol.</summary>
    public static FuzzCall Query(string service, string version, string form, bool works = true) => new(
        $"{service} {form.Split('&')[0]}", "POST", "/",
        [Signed(service), new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
        $"{form}&Version={version}", works);

    /// <summary>A call of a REST protocol.</summary>
    public static FuzzCall Rest(
        string service, string method, string path, string body = "", bool works = true, params (string Name, string Value)[] headers) => new(
        $"{service} {method} {path}", method, path,
        [Signed(service), .. headers.Select(header => new KeyValuePair<string, string>(header.Name, header.Value))], body, works);

    /// <summary>The bytes of the request with another body.</summary>
    public byte[] ToBytes(byte[] body)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        var hasLength = Headers.Any(header => header.Key is "Content-Length" or "Transfer-Encoding");
        if (!hasLength && (body.Length > 0 || Method is "POST" or "PUT"))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    /// <summary>The bytes of the request as it is.</summary>
    public byte[] ToBytes() => ToBytes(Encoding.UTF8.GetBytes(Body));

    private static KeyValuePair<string, string> Signed(string service) => new(
        "Authorization",
        $"AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature={new string('0', 64)}");
}
