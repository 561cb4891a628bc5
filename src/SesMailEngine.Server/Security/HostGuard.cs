using System.Net;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Security;

/// <summary>
/// Keeps web pages of others from using a host that trusts whoever reaches it on loopback: by DNS rebinding (a foreign Host
/// header) or by plain cross-site requests (a foreign Origin, or Fetch Metadata that says so, https://www.w3.org/TR/fetch-metadata/).
/// </summary>
/// <param name="allowedHosts">Further host names that are this host's own.</param>
internal sealed class HostGuard(IReadOnlyCollection<string> allowedHosts)
{
    /// <summary>Why the request is refused; null when it is not.</summary>
    public string? Refusal(HttpRequest request)
    {
        if (request.Host.HasValue && !IsOwn(request.Host.Host))
            return "The Host header names a host this server does not answer for. Use localhost or 127.0.0.1.";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsSameSite(uri, request)))
            return "Requests from pages of another origin are refused.";
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && !IsPlainNavigation(request))
            return "Requests from pages of another site are refused.";
        if (IsActionByLink(request)) return "API calls by link are refused to browsers.";
        return null;
    }

    private bool IsOwn(string host)
    {
        var bare = host.Trim('[', ']').TrimEnd('.');
        return bare.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(bare, out var address) && IPAddress.IsLoopback(address))
            || allowedHosts.Contains(bare, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsSameSite(Uri origin, HttpRequest request) =>
        origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    // An image tag can call GET /?Action=… without Origin, and not every browser sends Fetch Metadata; but a page cannot
    // change what the browser calls itself there.
    private static bool IsActionByLink(HttpRequest request) =>
        request.QueryString.HasValue && request.Query.ContainsKey("Action")
        && request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal);

    // A link somebody clicks may lead to a page, never to an API call.
    private static bool IsPlainNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] == "navigate"
        && request.Headers["Sec-Fetch-Dest"] == "document"
        && !request.Query.ContainsKey("Action");
}
