using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.CloudWatch;
using SesMailEngine.Server.AwsApi.DynamoDb;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.AwsApi.Logs;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3;
using SesMailEngine.Server.AwsApi.Ses;
using SesMailEngine.Server.AwsApi.Sqs;
using SesMailEngine.Server.AwsApi.Sts;
using SesMailEngine.Server.Local;

namespace SesMailEngine.Server.Hosting;

// The endpoint of this host: every service and page, on the host's stores.
internal static class EndpointAssembly
{
    public static WebApplication Create(
        AwsEndpointOptions options, EmbeddedStores stores, StackAssembly stack, ProducerLoad producers, TimeProvider clock)
    {
        var names = options.Names;
        var version = typeof(EndpointAssembly).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var ids = new RequestIdSource(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        IAwsService[] services =
        [
            new EventsService(names, stores.Bus, ids, stores.Log, producers),
            new SqsService(names, stores.Queues, stores.QueueMoves, clock),
            new DynamoDbService(stores.Tables, names, clock),
            new S3Service(stores.Objects, names, stores.Options.DataFolder, clock),
            new LogsService(stores.Options.Settings, stores.LogArchive, Directory.GetCreationTimeUtc(stores.Options.DataFolder)),
            Ses(stores, clock),
            new CloudWatchService(names, stores.Alarms, stores.Metrics, clock),
            new StsService(names),
            .. stack.Parts(ids),
        ];
        ILocalPage[] pages =
        [
            new HealthPage(names, version),
            new JournalPage(stores.Outbox),
            new OutboxPage(stores.Outbox, names.Region),
            new StatusPage(names, stores.Outbox),
        ];
        return AwsEndpoint.Create(options, services, pages, stores.Log, clock);
    }

    private static SesService Ses(EmbeddedStores stores, TimeProvider clock)
    {
        var settings = stores.Options.Settings;
        return new(
            new(settings.Names, new SenderIdentities(settings), stores.SendQuota, stores.DirectSending, stores.Tables, clock),
            new(settings.Names, stores.DirectSending));
    }
}
