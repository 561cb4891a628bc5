using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Local;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Hosting;

/// <summary>The one port: AWS protocols for clients, a few pages for people.</summary>
internal static class AwsEndpoint
{
    /// <summary>Makes the web application; start and stop it with its own methods. No signal is handled here: the process is the executable's.</summary>
    /// <param name="options">Where to listen and whom to trust.</param>
    /// <param name="services">The AWS services.</param>
    /// <param name="pages">The endpoints that are not AWS's, asked in order.</param>
    /// <param name="log">Where log lines go.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">When the options cannot be served; the message says why.</exception>
    public static WebApplication Create(
        AwsEndpointOptions options, IReadOnlyList<IAwsService> services, IReadOnlyList<ILocalPage> pages, ILog log,
        TimeProvider time)
    {
        var gate = new EndpointGate();
        var app = Create(options, gate);
        gate.Open(EntranceOf(options, services, pages, log, time, app.Lifetime.ApplicationStopping));
        return app;
    }

    /// <summary>The same behind a gate that lets requests in to whatever serves at the time.</summary>
    /// <param name="options">Where to listen and whom to trust.</param>
    /// <param name="gate">The gate.</param>
    /// <exception cref="ArgumentException">When the options cannot be served; the message says why.</exception>
    public static WebApplication Create(AwsEndpointOptions options, EndpointGate gate)
    {
        if (options.Problem() is { } problem) throw new ArgumentException(problem, nameof(options));

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Each service has its own limit, see RequestBody; S3 counts what it streams.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Listen(options.Address, options.Port);
        });
        var app = builder.Build();
        app.Run(gate.HandleAsync);
        return app;
    }

    /// <summary>What answers requests.</summary>
    /// <param name="options">Whom to trust.</param>
    /// <param name="services">The AWS services.</param>
    /// <param name="pages">The endpoints that are not AWS's, asked in order.</param>
    /// <param name="log">Where log lines go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends long polls and streams.</param>
    public static Entrance EntranceOf(
        AwsEndpointOptions options, IReadOnlyList<IAwsService> services, IReadOnlyList<ILocalPage> pages, ILog log, TimeProvider time,
        CancellationToken stopping)
    {
        var dispatcher = new AwsDispatcher(
            new ServiceTable(services), new SignatureVerifier(options.AccessKeys, time),
            new RequestIdSource(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))), new OperationLog(log), stopping);
        return new Entrance(options, dispatcher, pages, log, stopping);
    }

    /// <summary>The address a started application listens on, with the real port.</summary>
    public static Uri AddressOf(WebApplication app) => new(app.Urls.First());

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
