using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SesMailEngine.Embedded.Bus;

namespace SesMailEngine.Server.Targets;

/// <summary>
/// Posts events to endpoints. Only a status of 200 to 299 counts, and only without <c>X-Amz-Function-Error</c>, which says that a Lambda
/// function failed. Redirects are not followed: the user named one address.
/// </summary>
internal sealed class EndpointPost(TimeProvider clock) : IDisposable
{
    /// <summary>How long an endpoint may take for its answer's head.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _direct = new(Handler(useProxy: false));
    private readonly HttpMessageInvoker _proxied = new(Handler(useProxy: true));

    /// <summary>Posts a body once; null when the endpoint took it.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled: nobody knows whether the endpoint took it.</exception>
    public async Task<DeliveryFailure?> SendAsync(EndpointTarget target, string body, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in target.Headers) Add(request, name, value);
        using var limit = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            // A proxy of the environment has no way to this machine's own addresses.
            var invoker = target.Url.IsLoopback ? _direct : _proxied;
            using var response = await invoker.SendAsync(request, either.Token);
            return Judge(response);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return new DeliveryFailure(
                "TIMEOUT", string.Create(CultureInfo.InvariantCulture, $"The endpoint did not answer within {Timeout.TotalSeconds} seconds."));
        }
        catch (HttpRequestException exception)
        {
            return new DeliveryFailure("CONNECTION_FAILED", $"The endpoint could not be asked: {exception.HttpRequestError}.");
        }
        catch (IOException)
        {
            return new DeliveryFailure("CONNECTION_FAILED", "The connection to the endpoint broke.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _direct.Dispose();
        _proxied.Dispose();
    }

    private static DeliveryFailure? Judge(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new DeliveryFailure($"HTTP_{status}", $"The endpoint answered with status {status}.");
        }
        return response.Headers.Contains("X-Amz-Function-Error")
            ? new DeliveryFailure("FUNCTION_ERROR", "The function behind the endpoint failed.") : null;
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value)) return;
        request.Content!.Headers.Remove(name);
        request.Content.Headers.TryAddWithoutValidation(name, value);
    }

    private static SocketsHttpHandler Handler(bool useProxy) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = useProxy,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // An endpoint that moves to another address is found there a little later.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseDrainSize = 64 * 1024,
    };
}
