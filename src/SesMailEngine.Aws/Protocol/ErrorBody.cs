using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace SesMailEngine.Aws.Protocol;

/// <summary>
/// Reads the error of an answer in the JSON protocols
/// (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization) or in XML. Whatever else
/// answers, a proxy for example, gets its status as the error's name and the beginning of its text as the message.
/// </summary>
internal static class ErrorBody
{
    private const int MaxText = 2_000;

    /// <summary>The error of an answer that is none of success.</summary>
    public static AwsServiceException Read(int status, HttpResponseHeaders headers, byte[] body)
    {
        var (code, message) = ReadJson(body) ?? ReadXml(body) ?? (null, Beginning(body));
        // A URI may follow the name here, a namespace come before it in the body; neither is part of it.
        if (headers.TryGetValues("x-amzn-ErrorType", out var types)) code = types.First().Split(':')[0];
        return new AwsServiceException(
            NullIfEmpty(code) ?? $"Http{status}", NullIfEmpty(message) ?? $"HTTP status {status}", status);
    }

    private static (string? Code, string? Message)? ReadJson(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return (null, null);
            return (Text(root, "__type")?.Split('#')[^1] ?? Text(root, "code") ?? Text(root, "type"), Text(root, "message") ?? Text(root, "Message"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string? Code, string? Message)? ReadXml(byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var answer = XDocument.Load(reader);
            string? Find(string name) => answer.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
            return Find("Code") is { } code ? (code, Find("Message")) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Beginning(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MaxText))).Trim();

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
