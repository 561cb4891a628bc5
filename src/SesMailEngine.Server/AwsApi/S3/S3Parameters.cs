using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>
/// Refuses what this host does not have of S3's parameters and headers and what would make a difference: other owners, permissions,
/// keys of one's own, tags, locks. What the bucket does anyway (its owner's alone, encrypted or not as the disk is) passes.
/// </summary>
internal static class S3Parameters
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-id", "list-type", "prefix", "delimiter", "max-keys", "marker", "continuation-token", "start-after", "encoding-type", "fetch-owner",
        "location", "versioning", "uploads", "uploadId", "partNumber", "delete", "max-parts", "part-number-marker", "versionId",
        "max-uploads", "versions", "key-marker", "version-id-marker", "policy", "encryption", "publicAccessBlock", "response-content-type", "response-cache-control", "response-content-disposition", "response-content-encoding",
        "response-content-language", "response-expires",
        // Signatures in the query string, of both ages.
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature",
        "X-Amz-Security-Token", "X-Amz-Content-Sha256", "AWSAccessKeyId", "Signature", "Expires",
    };

    // Only a list of buckets has these.
    private static readonly HashSet<string> OfService = new(StringComparer.OrdinalIgnoreCase) { "max-buckets", "bucket-region" };

    private static readonly string[] Headers =
    [
        "x-amz-grant-", "x-amz-server-side-encryption-", "x-amz-copy-source-server-side-encryption-", "x-amz-tagging", "x-amz-object-lock-",
        "x-amz-website-redirect-location", "x-amz-write-offset-bytes", "x-amz-rename-source", "x-amz-if-match-",
    ];

    /// <summary>Checks the request of a call.</summary>
    /// <exception cref="AwsException">It has something this host does not.</exception>
    public static void Check(S3Call call, ResourceNames names)
    {
        foreach (var (name, _) in call.Request.Http.Request.Query)
        {
            if (!Known.Contains(name) && !(call.Bucket.Length == 0 && OfService.Contains(name)))
                throw S3Errors.NotImplemented($"the parameter '{name[..Math.Min(name.Length, 60)]}'");
        }
        CheckOwner(call, "x-amz-expected-bucket-owner", names);
        CheckOwner(call, "x-amz-source-expected-bucket-owner", names);
        CheckValue(call, "x-amz-acl", "private", "bucket-owner-full-control", "bucket-owner-read");
        CheckValue(call, "x-amz-server-side-encryption", "AES256");
        CheckValue(call, "x-amz-storage-class", "STANDARD");
        CheckValue(call, "x-amz-tagging-directive", "COPY");
        foreach (var (name, _) in call.Headers)
        {
            if (name.Equals("x-amz-tagging-directive", StringComparison.OrdinalIgnoreCase)) continue;
            if (Headers.Any(refused => name.StartsWith(refused, StringComparison.OrdinalIgnoreCase)))
                throw S3Errors.NotImplemented($"the header '{name[..Math.Min(name.Length, 60)].ToLowerInvariant()}'");
        }
        // A part of an object that was uploaded in parts; objects here are whole.
        if (call.Request.Http.Request.Method is "GET" or "HEAD" && call.Query("partNumber") is not (null or "1"))
            throw S3Errors.NotImplemented("reading an object by parts");
    }

    private static void CheckOwner(S3Call call, string header, ResourceNames names)
    {
        if (call.Header(header) is { } owner && owner != names.AccountId) throw S3Errors.AccessDenied("Access Denied");
    }

    private static void CheckValue(S3Call call, string header, params ReadOnlySpan<string> allowed)
    {
        if (call.Header(header) is { } value && !allowed.Contains(value))
            throw S3Errors.NotImplemented($"the header '{header}' with the value '{value[..Math.Min(value.Length, 60)]}'");
    }
}
