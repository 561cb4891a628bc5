using System.Reflection;
using System.Security.Cryptography;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.CloudWatch;
using SesMailEngine.Server.AwsApi.DynamoDb;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.AwsApi.Logs;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3;
using SesMailEngine.Server.AwsApi.Ses;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Sending;
using SesMailEngine.Server.AwsApi.Sqs;
using SesMailEngine.Server.AwsApi.Sts;
using SesMailEngine.Server.Local;

namespace SesMailEngine.Server.Hosting;

// The endpoint of this host: every service and page, on the host's stores.
internal static class EndpointAssembly
{
    public static (IReadOnlyList<IAwsService> Services, Entrance Entrance) Create(
        AwsEndpointOptions options, EmbeddedStores stores, StackAssembly stack, StackControl control, SettingsValues settings,
        ProducerLoad producers, TimeProvider clock, CancellationToken stopping)
    {
        var names = options.Names;
        var there = control.Presence;
        var version = typeof(EndpointAssembly).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var ids = new RequestIdSource(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        IAwsService[] services =
        [
            new EventsService(names, stores.Bus, ids, stores.Log, producers, there.Engine),
            new SqsService(names, stores.Queues, stores.QueueMoves, clock, stack.PolicyOf),
            new DynamoDbService(stores.Tables, names, clock, table =>
                table == names.TrackingTable ? there.TrackingTable : table == names.SuppressionTable ? there.SuppressionTable : there.DailyStatsTable),
            new S3Service(stores.Objects, names, stores.Options.DataFolder, clock, control, stack.PolicyOf),
            new LogsService(stores.Options.Settings, stores.LogArchive, Directory.GetCreationTimeUtc(stores.Options.DataFolder), there.Engine),
            Ses(stores, there.Engine, clock),
            new CloudWatchService(names, there.Engine ? stores.Alarms : new AlarmsWithoutStack(stores.Alarms), stores.Metrics, clock),
            new StsService(names),
            .. stack.Parts(ids),
        ];
        ILocalPage[] pages =
        [
            new HealthPage(names, version),
            new JournalPage(stores.Outbox),
            new OutboxPage(stores.Outbox, names.Region),
            DashboardAssembly.Create(options, stores, DashboardAssembly.SettingsOf(settings), version, clock),
        ];
        return (services, AwsEndpoint.EntranceOf(options, services, pages, stores.Log, clock, stopping));
    }

    private static SesService Ses(EmbeddedStores stores, bool hasStack, TimeProvider clock)
    {
        var settings = stores.Options.Settings;
        var account = new SesAccount(settings.Names, new SenderIdentities(settings), stores.SendQuota, stores.DirectSending, stores.Tables, clock)
        {
            HasStack = hasStack,
        };
        return new(account, new DirectSender(account.ConfigurationSets, stores.DirectSending));
    }
}
