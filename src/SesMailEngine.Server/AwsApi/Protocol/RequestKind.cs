using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>What the head of a request says about its protocol, before its body is read.</summary>
/// <param name="Scope">The service in the credential scope; null when unsigned.</param>
/// <param name="Target">The part of <c>X-Amz-Target</c> before the dot; null without that header.</param>
/// <param name="Operation">The part after it.</param>
/// <param name="IsForm">True when the body is a form.</param>
/// <param name="HasQueryAction">True when the query string names an action.</param>
/// <param name="IsJson11">True when the content type is JSON 1.1.</param>
internal readonly record struct RequestKind(
    string? Scope, string? Target, string? Operation, bool IsForm, bool HasQueryAction, bool IsJson11)
{
    /// <summary>Reads the head.</summary>
    public static RequestKind Of(HttpRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        var dot = target.LastIndexOf('.');
        var contentType = request.ContentType ?? "";
        return new RequestKind(
            CredentialScope.ServiceOf(request),
            target.Length == 0 ? null : dot < 0 ? "" : target[..dot],
            target.Length == 0 ? null : target[(dot + 1)..],
            HttpMethods.IsPost(request.Method)
                && contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase),
            request.QueryString.HasValue && request.Query.ContainsKey("Action"),
            contentType.StartsWith("application/x-amz-json-1.1", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The protocol, given the one a service falls back to.</summary>
    public AwsProtocol Protocol(AwsProtocol rest) =>
        Target is not null ? (IsJson11 ? AwsProtocol.Json11 : AwsProtocol.Json10)
        : rest != AwsProtocol.RestXml && (IsForm || HasQueryAction) ? AwsProtocol.Query
        : rest;
}
