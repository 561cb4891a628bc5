using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// Which service a signature is for, read without verifying it: from the <c>Authorization</c> header
/// (<c>Credential=KEY/20261124/us-east-1/sqs/aws4_request</c>) or a presigned URL's <c>X-Amz-Credential</c>. SigV4a has no region.
/// </summary>
internal static class CredentialScope
{
    /// <summary>The service in the credential scope; <c>s3</c> for the older <c>AWS KEY:SIGNATURE</c>; null for an unsigned request.</summary>
    public static string? ServiceOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("AWS4-", StringComparison.Ordinal))
        {
            const string Marker = "Credential=";
            var start = authorization.IndexOf(Marker, StringComparison.Ordinal);
            if (start < 0) return null;
            var rest = authorization.AsSpan(start + Marker.Length);
            var end = rest.IndexOfAny(',', ' ');
            return Service(end < 0 ? rest : rest[..end]);
        }
        if (authorization.StartsWith("AWS ", StringComparison.Ordinal)) return "s3";
        return request.QueryString.HasValue && request.Query.TryGetValue("X-Amz-Credential", out var credential)
            ? Service(credential.ToString()) : null;
    }

    private static string? Service(ReadOnlySpan<char> credential)
    {
        if (credential.EndsWith("/aws4_request", StringComparison.Ordinal)) credential = credential[..^"/aws4_request".Length];
        var slash = credential.LastIndexOf('/');
        return slash < 0 ? null : credential[(slash + 1)..].ToString();
    }
}
