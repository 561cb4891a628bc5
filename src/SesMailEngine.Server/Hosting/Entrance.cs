using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Local;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Hosting;

/// <summary>Decides for each request: refused, a page for people, or a call of an AWS client.</summary>
internal sealed class Entrance(
    AwsEndpointOptions options, AwsDispatcher dispatcher, IReadOnlyList<ILocalPage> pages, ILog log,
    CancellationToken stopping)
{
    private readonly HostGuard? _guard = IPAddress.IsLoopback(options.Address) ? new HostGuard(options.AllowedHosts) : null;

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext http)
    {
        if (_guard?.Refusal(http.Request) is { } refusal) return RefuseAsync(http, 403, refusal);
        return PageFor(http.Request) is { } page ? ServePageAsync(page, http) : dispatcher.HandleAsync(http);
    }

    private ILocalPage? PageFor(HttpRequest request)
    {
        if (IsSigned(request)) return null;
        foreach (var page in pages)
        {
            if (page.Handles(request)) return page;
        }
        return null;
    }

    // Signed requests are never for people: GET / with a signature lists buckets.
    private static bool IsSigned(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("AWS", StringComparison.Ordinal)
        || (request.QueryString.HasValue && (request.Query.ContainsKey("X-Amz-Algorithm") || request.Query.ContainsKey("Action")));

    private async Task ServePageAsync(ILocalPage page, HttpContext http)
    {
        if (options.AccessKeys.Count > 0 && !page.IsOpen && !IsLoggedIn(http.Request))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"sesmailengine\", charset=\"UTF-8\"";
            await RefuseAsync(http, 401, options.DashboardPassword is null
                ? "No dashboard password is configured, so these pages are closed."
                : "The dashboard password is needed.");
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            await page.ServeAsync(http, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The client is gone or the server stops; a stream ends here.
            http.Abort();
        }
        catch (Exception exception) when (exception is not (ConnectionResetException or BadHttpRequestException))
        {
            log.Write(new LogEntry(LogLevel.Error, $"{page.GetType().Name} failed unexpectedly") { Exception = exception });
            if (http.Response.HasStarted) http.Abort();
            else await RefuseAsync(http, exception is PortException { IsTransient: true } ? 503 : 500, "The request failed; the log says why.");
        }
    }

    private bool IsLoggedIn(HttpRequest request)
    {
        const string Scheme = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (options.DashboardPassword is not { Length: > 0 } password || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)) return false;
        var given = bytes.AsSpan(0, length);
        var colon = given.IndexOf((byte)':');
        return colon >= 0
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(given[(colon + 1)..]), SHA256.HashData(Encoding.UTF8.GetBytes(password)));
    }

    private static async Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(message + "\n", http.RequestAborted);
    }
}
