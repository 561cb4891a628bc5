using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Core.Templates;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.Hosting;

// The opened data folder with all that works on it, from one change of the stack to the next.
internal sealed class HostLife : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping;
    private HostWorkers? workers;
    private readonly IReadOnlyList<IAwsService> services;

    private HostLife(
        EmbeddedStores stores, StackAssembly stack, HostWorkers? workers, IReadOnlyList<IAwsService> services, Entrance entrance,
        CancellationTokenSource stopping)
    {
        Stores = stores;
        Stack = stack;
        Entrance = entrance;
        this.workers = workers;
        this.services = services;
        this.stopping = stopping;
    }

    public EmbeddedStores Stores { get; }

    public StackAssembly Stack { get; }

    public Entrance Entrance { get; }

    // What the seeder did, for people; empty when all starter templates were there, or it was not asked.
    public string Seeded { get; private init; } = "";

    public static async Task<HostLife> OpenAsync(
        EmbeddedHostOptions options, SettingsValues given, StackControl control, bool seeds, TimeProvider clock, CancellationToken stop,
        CancellationToken cancellationToken)
    {
        var presence = control.Presence;
        var settings = given.ForEmbedded(options.Endpoint.Names);
        var stores = await EmbeddedStores.OpenAsync(
            new EmbeddedOptions
            {
                DataFolder = options.DataFolder,
                Settings = settings,
                MaxSendRate = given.Number("MaxSendRate"),
                Max24HourSend = given.Number("Max24HourSend"),
                RequireVerifiedSender = given["RequireVerifiedSender"] == "true",
                FeedbackDelay = given.Seconds("FeedbackDelay"),
                LambdaEndpoints = given.Endpoints("LambdaEndpoints"),
                Notice = options.Notice,
                HasEngine = presence.Engine,
                Clock = clock,
            },
            cancellationToken);
        var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        HostWorkers? workers = null;
        try
        {
            var log = new InvocationLog(stores.Log, clock);
            var seeder = new TemplateSeeder(new StarterTemplates(), stores.Templates, log);
            var seeded = seeds ? await SeedAsync(seeder, cancellationToken) : "";
            var engine = new Engine(stores, settings, options.AroundPorts, log, clock);
            var stack = await StackAssembly.CreateAsync(stores, engine, seeder, log, given, control, cancellationToken);
            var producers = new ProducerLoad();
            if (presence.Engine)
            {
                workers = new HostWorkers(stores, engine, producers, clock);
                await workers.StartAsync(cancellationToken);
                stores.StartAlarms();
            }
            var (services, entrance) = EndpointAssembly.Create(
                options.Endpoint, stores, stack, control, given, producers, clock, stopping.Token);
            return new HostLife(stores, stack, workers, services, entrance, stopping) { Seeded = seeded };
        }
        catch
        {
            if (workers is not null) await workers.DisposeAsync();
            await stores.DisposeAsync();
            stopping.Dispose();
            throw;
        }
    }

    // Long polls and streams end.
    public Task StopServingAsync() => stopping.CancelAsync();

    // Takes away what is not to be there any more. Nothing may be served meanwhile.
    public async Task RemoveAsync(StackPresence before, StackPresence after, CancellationToken cancellationToken)
    {
        await StopWorkersAsync();
        if (before.Engine && !after.Engine)
        {
            foreach (var rule in Stores.Bus.Rules.Where(rule => !rule.IsBuiltIn))
            {
                var targets = Stores.Bus.TargetsOf(rule.Name) ?? [];
                if (targets.Count > 0) await Stores.Bus.RemoveTargetsAsync(rule.Name, [.. targets.Select(target => target.Id)], cancellationToken);
                await Stores.Bus.DeleteRuleAsync(rule.Name, cancellationToken);
            }
            foreach (var queue in Stores.EngineQueues.Definitions(Stores.Options.Clock.GetUtcNow()).Reverse())
            {
                if (!Stores.EngineQueues.IsHidden(queue.Name)) await Stores.Queues.DeleteQueueAsync(queue.Name, cancellationToken);
            }
        }
        var (records, suppression, counters) = (
            before.TrackingTable && !after.TrackingTable, before.SuppressionTable && !after.SuppressionTable, before.DailyStatsTable && !after.DailyStatsTable);
        if (records || suppression || counters) await Stores.ClearTablesAsync(records, suppression, counters, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await StopWorkersAsync();
        foreach (var service in services.OfType<IDisposable>()) service.Dispose();
        await Stores.DisposeAsync();
        stopping.Dispose();
    }

    private async Task StopWorkersAsync()
    {
        if (workers is not null) await workers.DisposeAsync();
        workers = null;
    }

    private static async Task<string> SeedAsync(TemplateSeeder seeder, CancellationToken cancellationToken)
    {
        var result = await seeder.SeedAsync(cancellationToken);
        return result.Installed.Count + result.Updated.Count == 0 ? "" : result.Message;
    }
}
