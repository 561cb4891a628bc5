using Microsoft.AspNetCore.Http;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Attributes;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html and …/API_HeadObject.html.</summary>
internal static class GetObject
{
    /// <summary>Answers with the content, whole or in part.</summary>
    public static async Task ExecuteAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var (stored, content, attributes) = await bucket.GetAsync(call.Key, cancellationToken);
        if (!Begin(call, stored, attributes, out var range)) return;
        var part = range is { } r ? content.AsMemory(r.Start, r.Length) : content;
        await call.Request.Http.Response.Body.WriteAsync(part, cancellationToken);
    }

    /// <summary>Answers with the headers alone.</summary>
    public static async Task HeadAsync(HostBucket bucket, S3Call call, CancellationToken cancellationToken)
    {
        var (stored, attributes) = await bucket.HeadAsync(call.Key, cancellationToken);
        Begin(call, stored, attributes, out _);
    }

    // Writes status and headers; false when no content follows.
    private static bool Begin(S3Call call, StoredObject stored, ObjectAttributes attributes, out ByteRange? range)
    {
        range = null;
        var response = call.Request.Http.Response;
        var fresh = ReadConditions.Allow(call, stored);
        response.Headers.ETag = $"\"{stored.ETag}\"";
        response.Headers.LastModified = stored.LastModified.ToString("R");
        if (!fresh)
        {
            call.Request.WriteStatus(304);
            return false;
        }
        range = ByteRange.Read(call.Header("Range"), (int)stored.Length);
        AttributeHeaders.Write(attributes, response.Headers);
        AttributeHeaders.WriteOverrides(call);
        response.Headers.AcceptRanges = "bytes";
        // A template is a stranger's HTML: a browser that opens it must not run it as a page of this host.
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.Headers.XContentTypeOptions = "nosniff";
        if (range is { } part)
        {
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {part.Start}-{part.Start + part.Length - 1}/{stored.Length}";
            response.ContentLength = part.Length;
            return true;
        }
        if (call.Header("x-amz-checksum-mode") is { } mode && mode.Equals("ENABLED", StringComparison.OrdinalIgnoreCase))
        {
            AttributeHeaders.WriteChecksum(attributes.ToChecksum(), response.Headers);
        }
        response.StatusCode = 200;
        response.ContentLength = stored.Length;
        return true;
    }
}
