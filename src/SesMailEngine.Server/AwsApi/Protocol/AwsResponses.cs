using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Writes answers: into rented memory first, so that each has a Content-Length and an error half-way sends nothing.</summary>
internal static class AwsResponses
{
    // Answers are never part of an HTML page, so only what JSON itself requires is escaped.
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Answers with JSON in the content type of the request's protocol.</summary>
    public static async Task WriteJsonAsync<TState>(
        this AwsRequest request, TState state, Action<Utf8JsonWriter, TState> write, CancellationToken cancellationToken,
        int status = 200)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            write(json, state);
            json.Flush();
        }
        await request.WriteAsync(status, JsonType(request.Protocol), buffer.Written, cancellationToken);
    }

    /// <summary>Answers <c>{}</c>.</summary>
    public static Task WriteEmptyJsonAsync(this AwsRequest request, CancellationToken cancellationToken) =>
        request.WriteAsync(200, JsonType(request.Protocol), "{}"u8.ToArray(), cancellationToken);

    /// <summary>Answers with XML.</summary>
    public static async Task WriteXmlAsync<TState>(
        this AwsRequest request, TState state, Action<XmlOutput, TState> write, CancellationToken cancellationToken,
        int status = 200)
    {
        using var buffer = new PooledBuffer();
        write(new XmlOutput(buffer).Declaration(), state);
        await request.WriteAsync(status, XmlType(request.Protocol), buffer.Written, cancellationToken);
    }

    /// <summary>
    /// Answers a query operation: <c>{Operation}Response</c> with its result inside <c>{Operation}Result</c> (left out when
    /// <paramref name="write"/> is null) and the request's id.
    /// </summary>
    public static Task WriteQueryResultAsync<TState>(
        this AwsRequest request, TState state, Action<XmlOutput, TState>? write, CancellationToken cancellationToken) =>
        request.WriteXmlAsync(
            (request, state, write),
            static (xml, s) =>
            {
                xml.Start(s.request.Operation + "Response", s.request.Service.XmlNamespace);
                if (s.write is not null)
                {
                    xml.Start(s.request.Operation + "Result");
                    s.write(xml, s.state);
                    xml.End();
                }
                xml.Start("ResponseMetadata").Element("RequestId", s.request.RequestId).End().End();
            },
            cancellationToken);

    /// <summary>Answers with bytes. A HEAD request gets the headers alone.</summary>
    public static async Task WriteAsync(
        this AwsRequest request, int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(request.Http.Request.Method)) return;
        await response.Body.WriteAsync(body, cancellationToken);
    }

    /// <summary>Answers with a status and no body.</summary>
    public static void WriteStatus(this AwsRequest request, int status)
    {
        request.Http.Response.StatusCode = status;
        if (status is not (204 or 304)) request.Http.Response.ContentLength = 0;
    }

    /// <summary>Sets the id headers of the protocol: S3 has its own names.</summary>
    public static void SetRequestId(HttpResponse response, AwsProtocol protocol, string requestId)
    {
        if (protocol == AwsProtocol.RestXml)
        {
            response.Headers["x-amz-request-id"] = requestId;
            response.Headers["x-amz-id-2"] = requestId;
        }
        else
        {
            response.Headers["x-amzn-RequestId"] = requestId;
        }
    }

    /// <summary>The content type of a JSON protocol.</summary>
    public static string JsonType(AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.Json10 => "application/x-amz-json-1.0",
        AwsProtocol.Json11 => "application/x-amz-json-1.1",
        _ => "application/json",
    };

    /// <summary>The content type of an XML protocol: S3 says <c>application/xml</c>, query services <c>text/xml</c>.</summary>
    public static string XmlType(AwsProtocol protocol) => protocol == AwsProtocol.RestXml ? "application/xml" : "text/xml";

    /// <summary>A time as the JSON protocols write it: seconds since 1970 with milliseconds.</summary>
    public static double ToEpochSeconds(this DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>A whole number as text, whatever the culture.</summary>
    public static string ToText(this long number) => number.ToString(CultureInfo.InvariantCulture);
}
