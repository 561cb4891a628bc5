using System.Text.Json;
using Amazon.S3;
using Amazon.SQS;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Aws.Tests.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.EndToEnd.Tests.Lambda;

/// <summary>
/// A stack on AWS as far as this machine can have one: DynamoDB, S3, SQS and SES by emulators of others, EventBridge by our
/// own endpoint, and the functions as the executable that is deployed.
/// </summary>
public sealed class NativeStack(EmulatorSet emulators) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-native-").FullName;
    private readonly HttpClient http = new();
    private readonly Dictionary<string, string> environment = [];
    private EmbeddedHost host = null!;
    private Tables tables = null!;
    private Uri ses = null!;
    private int mails;

    internal NativePackage Package { get; private set; } = null!;

    internal FaultProxy DynamoDb { get; private set; } = null!;

    internal FaultProxy Ses { get; private set; } = null!;

    internal FaultProxy EventBridge { get; private set; } = null!;

    internal AmazonSQSClient Queues { get; private set; } = null!;

    internal string EmailQueueUrl { get; private set; } = "";

    internal ITrackingStore Tracking => tables.Tracking(TimeProvider.System);

    internal ISuppressionStore Suppression => tables.Suppression();

    internal AmazonS3Client Bucket { get; private set; } = null!;

    internal string BucketName => tables.Names.TemplateBucket;

    public async ValueTask InitializeAsync()
    {
        Package = new NativePackage();
        tables = await Tables.CreateAsync(emulators);
        var names = tables.Names;
        host = await EmbeddedHost.StartAsync(
            TestHost.Options(folder) with { Endpoint = TestHost.Options(folder).Endpoint with { Names = names } }, TimeProvider.System, CancellationToken.None);
        ses = (await emulators.TargetAsync("ses")).EndpointUrl!;
        DynamoDb = await FaultProxy.StartAsync(tables.Target.EndpointUrl!);
        Ses = await FaultProxy.StartAsync(ses);
        EventBridge = await FaultProxy.StartAsync(host.Address);

        var sqs = await emulators.TargetAsync("sqs");
        Queues = SqsClients.Create(sqs);
        EmailQueueUrl = (await Queues.CreateQueueAsync(names.EmailQueue)).QueueUrl;
        var retryQueueUrl = (await Queues.CreateQueueAsync(names.RetryQueue)).QueueUrl;

        var s3 = await emulators.TargetAsync("s3rver");
        Bucket = S3Clients.Create(s3);
        await Bucket.PutBucketAsync(names.TemplateBucket);
        var store = new TemplateStore(Bucket, names, new CallRetries(TimeProvider.System, new Random(1)));
        await store.WriteAsync("hello/template.html", "<p>Hello {{ name }}</p>"u8.ToArray(), CancellationToken.None);
        await store.WriteAsync("hello/template.txt", "Hello {{ name }}"u8.ToArray(), CancellationToken.None);
        await store.WriteAsync("hello/metadata.json", """{"subject":"For {{ name }}"}"""u8.ToArray(), CancellationToken.None);

        foreach (var (name, value) in (IEnumerable<(string, string)>)
            [
                ("AWS_REGION", "us-east-1"), ("AWS_ACCESS_KEY_ID", "S3RVER"), ("AWS_SECRET_ACCESS_KEY", "S3RVER"),
                ("STACK_NAME", names.Stack), ("ACCOUNT_ID", names.AccountId), ("EVENT_BUS_NAME", names.EventBus),
                ("TRACKING_TABLE", names.TrackingTable), ("SUPPRESSION_TABLE", names.SuppressionTable),
                ("DAILY_STATS_TABLE", names.DailyStatsTable), ("TEMPLATE_BUCKET", names.TemplateBucket),
                ("CONFIGURATION_SET", names.ConfigurationSet), ("EMAIL_QUEUE_URL", EmailQueueUrl), ("RETRY_QUEUE_URL", retryQueueUrl),
                ("DefaultSenderEmail", "noreply@example.com"), ("EmailSenderConcurrency", "2"),
                ("AWS_ENDPOINT_URL_DYNAMODB", DynamoDb.Address.AbsoluteUri), ("AWS_ENDPOINT_URL_SESV2", Ses.Address.AbsoluteUri),
                ("AWS_ENDPOINT_URL_EVENTBRIDGE", EventBridge.Address.AbsoluteUri),
                ("AWS_ENDPOINT_URL_S3", s3.EndpointUrl!.AbsoluteUri), ("AWS_ENDPOINT_URL_SQS", sqs.EndpointUrl!.AbsoluteUri),
            ])
        {
            environment[name] = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in (FaultProxy[])[DynamoDb, Ses, EventBridge])
        {
            if (proxy is not null) await proxy.DisposeAsync();
        }
        if (host is not null) await host.DisposeAsync();
        Queues?.Dispose();
        Bucket?.Dispose();
        Package?.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Starts a process of one of the functions; no faults yet.</summary>
    internal NativeFunction Start(string handler, params string[] without)
    {
        foreach (var proxy in (FaultProxy[])[DynamoDb, Ses, EventBridge]) proxy.Rule = _ => null;
        var variables = new Dictionary<string, string>(environment) { ["_HANDLER"] = handler };
        foreach (var name in without) variables.Remove(name);
        return new NativeFunction(Package.Executable, variables);
    }

    /// <summary>A mail of its own: an id and an address nobody else uses.</summary>
    internal (string EmailId, string To) Mail()
    {
        var number = Interlocked.Increment(ref mails);
        return ($"mail-{number}", $"user{number}@example.com");
    }

    /// <summary>The subjects of all mails that SES accepted for an address.</summary>
    internal async Task<IReadOnlyList<string>> SubjectsAsync(string to)
    {
        using var store = JsonDocument.Parse(await http.GetStringAsync(new Uri(ses, "store")));
        return [.. store.RootElement.GetProperty("emails").EnumerateArray()
            .Where(mail => mail.GetProperty("destination").GetProperty("to")[0].GetString() == to)
            .Select(mail => mail.GetProperty("subject").GetString()!)];
    }

    /// <summary>A batch of the buffer queue.</summary>
    internal string Batch(int receiveCount, params (string EmailId, string To)[] requests) => JsonSerializer.Serialize(new
    {
        Records = requests.Select((mail, i) => new
        {
            messageId = $"message-{mail.EmailId}-{i}",
            receiptHandle = "r",
            body = JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["version"] = "0",
                ["id"] = $"event-{mail.EmailId}",
                ["detail-type"] = "Email Request",
                ["source"] = "shop",
                ["time"] = "2026-11-25T08:00:00Z",
                ["detail"] = new { emailId = mail.EmailId, to = mail.To, templateName = "hello", templateData = new { name = "Ada" } },
            }),
            attributes = new { ApproximateReceiveCount = $"{receiveCount}", SentTimestamp = "1795593600000" },
            messageAttributes = new { },
            eventSource = "aws:sqs",
            eventSourceARN = $"arn:aws:sqs:us-east-1:000000000000:{tables.Names.EmailQueue}",
            awsRegion = "us-east-1",
        }),
    });

    /// <summary>SES's feedback as SNS hands it to a function.</summary>
    internal static string Feedback(string type, (string EmailId, string To) mail, string facts, string messageId = "ses-unknown") => JsonSerializer.Serialize(new
    {
        Records = new[]
        {
            new
            {
                EventSource = "aws:sns",
                EventVersion = "1.0",
                Sns = new
                {
                    Type = "Notification",
                    MessageId = $"sns-{type}-{mail.EmailId}",
                    Message = $$$"""
                        {"eventType":"{{{type}}}","mail":{"messageId":"{{{messageId}}}","timestamp":"2026-11-25T08:00:01.000Z",
                         "destination":["{{{mail.To}}}"],"tags":{"emailId":["{{{mail.EmailId}}}"]}},{{{facts}}}}
                        """,
                },
            },
        },
    });
}
