using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SQS;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.CloudWatch;
using SesMailEngine.Aws.CloudWatchLogs;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Operations;

// A stack, deployed or local, through AWS's APIs: what the operator commands, the diagnosis and the MCP server see it by.
internal sealed class StackPorts : IDisposable
{
    private readonly HttpClient http = AwsHttp.Create(TimeSpan.FromSeconds(20));
    private readonly AwsTarget target;
    private readonly CallRetries retries = new(TimeProvider.System, new Random());
    private readonly Lazy<AmazonDynamoDBClient> tables;
    private readonly Lazy<AmazonDynamoDBClient> patientTables;
    private readonly Lazy<AmazonSQSClient> sqs;
    private AmazonS3Client? s3;

    public StackPorts(AwsTarget target, ResourceNames names)
    {
        this.target = target;
        Names = names;
        Client = new AwsClient(http, target);
        tables = new(() => DynamoDbClients.Create(target));
        patientTables = new(() => DynamoDbClients.ForCommands(target));
        sqs = new(() => SqsClients.ForCommands(target));
        Calls = new PortCalls(Client, retries);
    }

    public ResourceNames Names { get; }

    public AwsClient Client { get; }

    public PortCalls Calls { get; }

    public ITrackingStore Tracking => new TrackingStore(
        tables.Value, Names, retries, new CommandIds(), new Random(), TimeProvider.System, new SilentLog());

    public IMailReader Mails => new MailReader(tables.Value, Names, retries, TimeProvider.System);

    public ISuppressionStore Suppression => new SuppressionStore(tables.Value, Names, retries);

    public SuppressionList SuppressionList => new(tables.Value, Names, retries);

    public IDailyStatistics Statistics => new DailyStatistics(tables.Value, Names, retries);

    public DeadLetters DeadLetters => new(sqs.Value, patientTables.Value, Client, Names, TimeProvider.System);

    public IQueueReader Queues => new QueueReader(sqs.Value, new QueueAges(Calls, TimeProvider.System), Names);

    public IAlarmReader Alarms => new AlarmReader(Calls, Names);

    public ILogReader Logs => new LogReader(Calls, Names);

    public IRuleReader Rules => new RuleReader(Calls, Names);

    public IStackReader Stack => new StackReader(new CloudFormationClient(Client, retries), Calls, Names);

    public ISenderReader Sender => new SenderReader(Calls);

    public ISendQuota Quota => new SesQuota(Client, retries);

    public INotificationReader Notifications => new NotificationReader(sqs.Value, Calls, Names, new CommandIds());

    // The template bucket's name holds the account, which only the service of credentials knows.
    public async Task<ITemplateStore> TemplatesAsync(CancellationToken cancellationToken)
    {
        var account = await PortRun(() => new StsClient(Client).GetAccountAsync(cancellationToken));
        s3 ??= S3Clients.ForCommands(target);
        return new TemplateStore(s3, Names with { AccountId = account }, retries);
    }

    public void Dispose()
    {
        if (tables.IsValueCreated) tables.Value.Dispose();
        if (patientTables.IsValueCreated) patientTables.Value.Dispose();
        if (sqs.IsValueCreated) sqs.Value.Dispose();
        s3?.Dispose();
        http.Dispose();
    }

    private static async Task<T> PortRun<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AwsServiceException exception)
        {
            throw new PortException(
                $"{exception.Code}: {exception.Message}", exception.StatusCode is 0 or >= 500, exception.Code, exception);
        }
    }

    private sealed class CommandIds : IIdSource
    {
        public string Next(string prefix) => prefix + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
    }

    // Commands tell people what went wrong themselves.
    private sealed class SilentLog : ILog
    {
        public bool IsEnabled(LogLevel level) => false;

        public void Write(in LogEntry entry)
        {
        }
    }
}
