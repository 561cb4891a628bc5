using System.Net;
using Amazon.Runtime;
using SesMailEngine.Aws.Tests.Faults;

namespace SesMailEngine.Aws.Tests.Accounting;

/// <summary>Lets a share of all calls go wrong, each in one of the ways a network and a busy service have.</summary>
internal sealed class RandomFaults : DelegatingHandler
{
    /// <summary>What may happen to a request that changes a table.</summary>
    public static readonly Fault[] OfTables =
    [
        Fault.LostAnswer, Fault.TimeoutAfterTheEffect, Fault.InternalErrorAfterTheEffect, Fault.LostRequest, Fault.Throttled,
        Fault.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"),
    ];

    /// <summary>What may happen to a mail. An error that SES itself names means that it did not take the mail: nobody could know better.</summary>
    public static readonly Fault[] OfMail =
    [
        Fault.LostAnswer, Fault.TimeoutAfterTheEffect, Fault.LostRequest, Fault.Error(HttpStatusCode.TooManyRequests, "TooManyRequestsException"),
        Fault.Error(HttpStatusCode.InternalServerError, "InternalServiceErrorException"),
    ];

    private readonly Lock gate = new();
    private readonly Random random;
    private readonly double share;
    private readonly Fault[] ways;

    public RandomFaults(int seed, double share, Fault[] ways, HttpMessageHandler inner)
        : base(inner)
    {
        this.ways = ways;
        random = new Random(seed);
        this.share = share;
    }

    public int Count { get; private set; }

    /// <summary>False when all is to go well from now on.</summary>
    public bool IsOn { get; set; } = true;

    public HttpClientFactory Factory => new Clients(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fault? fault = null;
        lock (gate)
        {
            if (IsOn && random.NextDouble() < share)
            {
                fault = ways[random.Next(ways.Length)];
                Count++;
            }
        }
        if (fault is null) return await base.SendAsync(request, cancellationToken);
        if (fault.Reaches) (await base.SendAsync(request, cancellationToken)).Dispose();
        return fault.Answer();
    }

    private sealed class Clients(RandomFaults handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
