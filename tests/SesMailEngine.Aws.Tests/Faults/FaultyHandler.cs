using System.Collections.Concurrent;
using Amazon.Runtime;

namespace SesMailEngine.Aws.Tests.Faults;

/// <summary>Stands between a client and a service: counts the calls by operation, and lets some go wrong.</summary>
internal sealed class FaultyHandler : DelegatingHandler
{
    private readonly ConcurrentQueue<(string Operation, Fault Fault)> faults = new();
    private readonly ConcurrentDictionary<string, int> calls = new();

    public FaultyHandler()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>Names a call that has no <c>X-Amz-Target</c>; the default is its method.</summary>
    public Func<HttpRequestMessage, string> Operation { get; init; } = request =>
        request.Headers.TryGetValues("X-Amz-Target", out var targets) ? targets.First().Split('.')[^1] : request.Method.Method;

    /// <summary>Called with each operation before it goes on.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>How often each operation was called.</summary>
    public IReadOnlyDictionary<string, int> Calls => calls;

    /// <summary>The next calls of an operation go wrong, each in its own way.</summary>
    public FaultyHandler Next(string operation, params ReadOnlySpan<Fault> next)
    {
        foreach (var fault in next) faults.Enqueue((operation, fault));
        return this;
    }

    /// <summary>Begins to count anew.</summary>
    public void Forget() => calls.Clear();

    /// <summary>Makes the clients of an SDK use this handler.</summary>
    public HttpClientFactory Factory => new Clients(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = Operation(request);
        calls.AddOrUpdate(operation, 1, (_, count) => count + 1);
        Before?.Invoke(operation);
        if (!faults.TryPeek(out var next) || next.Operation != operation) return await base.SendAsync(request, cancellationToken);
        faults.TryDequeue(out _);
        if (next.Fault.Reaches) (await base.SendAsync(request, cancellationToken)).Dispose();
        return next.Fault.Answer();
    }

    private sealed class Clients(FaultyHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
