namespace SesMailEngine.Aws.Protocol;

/// <summary>The HTTP client for the thin clients.</summary>
public static class AwsHttp
{
    /// <summary>
    /// A client that fails soon rather than hang: 3 s to connect, <paramref name="timeout"/> for a whole call. Connections
    /// idle for 20 s are not used again: a service may have closed them meanwhile, and a request on a dead connection ends
    /// without anybody knowing whether it was received. Dispose it with the process.
    /// </summary>
    public static HttpClient Create(TimeSpan timeout) => new(
        new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            UseCookies = false,
            AllowAutoRedirect = false,
        })
    {
        Timeout = timeout,
    };
}
