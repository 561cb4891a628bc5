using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.Local;

/// <summary>Answers of the endpoints that are not AWS's.</summary>
internal static class LocalAnswers
{
    /// <summary>JSON for tools and terminals, never part of an HTML page: only what JSON itself requires is escaped.</summary>
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>False, and the request answered with 405, when its method is not one of <paramref name="methods"/>.</summary>
    public static bool Allows(HttpContext http, string methods)
    {
        if (methods.Split(", ").Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase)) return true;
        http.Response.StatusCode = 405;
        http.Response.Headers.Allow = methods;
        http.Response.ContentLength = 0;
        return false;
    }

    /// <summary>Answers with JSON.</summary>
    public static async Task WriteJsonAsync(
        HttpContext http, int status, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, Json)) write(json);
        await WriteAsync(http, status, "application/json", buffer.Written, cancellationToken);
    }

    /// <summary>Answers with bytes, and nothing but headers to HEAD.</summary>
    public static async Task WriteAsync(
        HttpContext http, int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        SetHead(http, status, contentType);
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, cancellationToken);
    }

    /// <summary>Sets status and the headers every local answer has: nothing is cached, nothing is guessed.</summary>
    public static void SetHead(HttpContext http, int status, string contentType)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
