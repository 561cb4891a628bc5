using Microsoft.AspNetCore.Builder;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Files;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Events;

namespace SesMailEngine.Server.Hosting;

/// <summary>
/// The engine on one machine: stores, workers and the endpoint, in one process. Started by <see cref="StartAsync"/>; disposing it finishes
/// what is in hand.
/// </summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);

    private readonly EmbeddedStores stores;
    private readonly WebApplication endpoint;
    private readonly HostWorkers workers;

    private EmbeddedHost(EmbeddedStores stores, WebApplication endpoint, HostWorkers workers, string seeded)
    {
        this.stores = stores;
        this.endpoint = endpoint;
        this.workers = workers;
        Seeded = seeded;
        Address = AwsEndpoint.AddressOf(endpoint);
    }

    /// <summary>The address it serves on, with the real port.</summary>
    public Uri Address { get; }

    /// <summary>What the seeder did at the start, for people; empty when all starter templates were there.</summary>
    public string Seeded { get; }

    /// <summary>The event bus.</summary>
    public IEventBus Bus => stores.Bus;

    /// <summary>Opens the data folder, installs missing starter templates, starts the workers, and serves.</summary>
    /// <exception cref="PortException">The folder cannot be used; the message says so in one line.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedHost> StartAsync(
        EmbeddedHostOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var settings = options.Settings.ForEmbedded(options.Endpoint.Names);
        var stores = await EmbeddedStores.OpenAsync(
            new EmbeddedOptions
            {
                DataFolder = options.DataFolder,
                Settings = settings,
                MaxSendRate = options.Settings.Number("MaxSendRate"),
                Max24HourSend = options.Settings.Number("Max24HourSend"),
                RequireVerifiedSender = options.Settings["RequireVerifiedSender"] == "true",
                FeedbackDelay = options.Settings.Seconds("FeedbackDelay"),
                LambdaEndpoints = options.Settings.Endpoints("LambdaEndpoints"),
                Notice = options.Notice,
                Clock = clock,
            },
            cancellationToken);
        WebApplication? endpoint = null;
        HostWorkers? workers = null;
        try
        {
            var log = new InvocationLog(stores.Log, clock);
            var seeder = new TemplateSeeder(new StarterTemplates(), stores.Templates, log);
            var seeded = await SeedAsync(seeder, cancellationToken);
            var engine = new Engine(stores, settings, log, clock);
            var stack = await StackAssembly.CreateAsync(stores, engine, seeder, log, options.Settings, cancellationToken);
            var producers = new ProducerLoad();
            workers = new HostWorkers(stores, engine, producers, clock);
            workers.Start();
            stores.StartAlarms();
            endpoint = EndpointAssembly.Create(options.Endpoint, stores, stack, producers, clock);
            await endpoint.StartAsync(cancellationToken);
            return new EmbeddedHost(stores, endpoint, workers, seeded);
        }
        catch
        {
            if (endpoint is not null) await endpoint.DisposeAsync();
            if (workers is not null) await workers.DisposeAsync();
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening, lets the workers finish what they have, and closes the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(ShutdownLimit, stores.Options.Clock))
        {
            // Long polls and journal streams would wait for ever; after the limit their connections are cut.
            await endpoint.StopAsync(limit.Token);
        }
        await endpoint.DisposeAsync();
        await workers.DisposeAsync();
        await stores.DisposeAsync();
    }

    private static async Task<string> SeedAsync(TemplateSeeder seeder, CancellationToken cancellationToken)
    {
        var result = await seeder.SeedAsync(cancellationToken);
        return result.Installed.Count + result.Updated.Count == 0 ? "" : result.Message;
    }
}
