using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Aws.Tests.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Aws.Tests.S3;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;

namespace SesMailEngine.Aws.Tests.Cost;

/// <summary>The whole engine on the adapters, against emulators; it keeps a list of the calls.</summary>
internal sealed class EngineOnAws
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentQueue<string> calls = new();
    private readonly EmailSender sender;
    private readonly FeedbackProcessor feedback;

    private EngineOnAws(Tables tables, Bucket bucket, AwsTarget ses, AwsTarget sqs, string queueUrl)
    {
        var retries = Tables.Retries;
        var dynamo = DynamoDbClients.Config(tables.Target);
        dynamo.HttpClientFactory = Wire(TableCall).Factory;
        var client = new AmazonDynamoDBClient(tables.Target.Credentials, dynamo);
        Tracking = tables.Tracking(TimeProvider.System, client);
        Suppression = tables.Suppression(client);
        var queues = SqsClients.Config(sqs);
        queues.HttpClientFactory = Wire(request => "SendMessage").Factory;
        var queue = new RetryQueue(new AmazonSQSClient(sqs.Credentials, queues), queueUrl, TimeSpan.Zero, retries);
        bucket.Wire.Before = _ => calls.Enqueue("GetObject");
        var mail = new AwsClient(new HttpClient(Wire(request => request.Method == HttpMethod.Get ? "GetAccount" : "SendEmail")), ses);
        var bus = new AwsClient(new HttpClient(new Bus(() => calls.Enqueue("PutEvents"))), ses);
        var publisher = new NotificationPublisher(new EventBridgeClient(bus), tables.Names, retries);
        var settings = new EngineSettings { Names = tables.Names, DefaultSenderEmail = "noreply@example.com" };
        sender = new EmailSender(
            new SenderPorts(Tracking, Suppression, bucket.Store, new SesTransport(mail), new SesQuota(mail, retries), publisher, tables.Log),
            settings, TimeProvider.System, new Random(1));
        feedback = new FeedbackProcessor(settings, Tracking, Suppression, queue, publisher, tables.Log, TimeProvider.System);
    }

    public TrackingStore Tracking { get; }

    public SuppressionStore Suppression { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<EngineOnAws> CreateAsync(EmulatorSet emulators)
    {
        var sqs = await emulators.TargetAsync("fauxqs");
        using var queues = SqsClients.Create(sqs);
        var url = (await queues.CreateQueueAsync("calls-per-mail", Cancel)).QueueUrl;
        var bucket = await Bucket.CreateAsync(emulators, "s3rver");
        foreach (var (file, text) in new[] { ("template.html", "<p>Hello {{ name }}</p>"), ("template.txt", "Hello {{ name }}"), ("metadata.json", """{"subject":"Hello"}""") })
        {
            await bucket.Store.WriteAsync($"welcome/{file}", Encoding.UTF8.GetBytes(text), Cancel);
        }
        return new EngineOnAws(await Tables.CreateAsync(emulators), bucket, await emulators.TargetAsync("ses"), sqs, url);
    }

    /// <summary>Sends a mail to jo@example.com.</summary>
    public async Task SendAsync(string emailId)
    {
        var envelope = new JsonObject
        {
            ["version"] = "0",
            ["id"] = "event-" + emailId,
            ["detail-type"] = "Email Request",
            ["source"] = "my.app",
            ["detail"] = new JsonObject
            {
                ["emailId"] = emailId,
                ["to"] = "jo@example.com",
                ["templateName"] = "welcome",
                ["templateData"] = new JsonObject { ["name"] = "Jo" },
                ["metadata"] = new JsonObject { ["campaign"] = "autumn" },
            },
        };
        var action = await sender.HandleAsync(new(envelope.ToJsonString(), "message-" + emailId, 1, false, Sent), Cancel);
        action.ShouldBe(QueueAction.Consume);
    }

    /// <summary>Feeds an event of SES back.</summary>
    public async Task FeedbackAsync(string emailId, string kind)
    {
        var (type, facts) = kind switch
        {
            "Send" => ("Send", "\"send\":{}"),
            "Delivery" => ("Delivery", """ "delivery":{"timestamp":"2030-01-01T00:00:01.000Z","recipients":["jo@example.com"]} """),
            "Open" => ("Open", """ "open":{"timestamp":"2030-01-01T00:10:00.000Z","userAgent":"Mozilla/5.0 (Macintosh) Safari/605.1.15","ipAddress":"192.0.2.1"} """),
            "Click" => ("Click", """ "click":{"timestamp":"2030-01-01T00:10:01.000Z","userAgent":"Mozilla/5.0","ipAddress":"192.0.2.1","link":"https://example.com"} """),
            "Hard bounce" => ("Bounce", """ "bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"jo@example.com"}],"timestamp":"2030-01-01T00:00:02.000Z","feedbackId":"f-1"} """),
            "Soft bounce" => ("Bounce", """ "bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":[{"emailAddress":"jo@example.com"}],"timestamp":"2030-01-01T00:00:02.000Z","feedbackId":"f-1"} """),
            _ => ("Complaint", """ "complaint":{"complainedRecipients":[{"emailAddress":"jo@example.com"}],"timestamp":"2030-01-01T00:00:02.000Z","feedbackId":"f-2","complaintFeedbackType":"abuse"} """),
        };
        var json = $$$"""{"eventType":"{{{type}}}","mail":{"timestamp":"2030-01-01T00:00:00.000Z","messageId":"ses-1","destination":["jo@example.com"],"tags":{"emailId":["{{{emailId}}}"]}},{{{facts}}}}""";
        var sns = new JsonObject { ["Type"] = "Notification", ["MessageId"] = "sns-" + kind, ["Message"] = json };
        (await feedback.ProcessAsync(Encoding.UTF8.GetBytes(sns.ToJsonString()), Cancel)).ShouldBe(FeedbackOutcome.Applied);
    }

    /// <summary>The calls that something makes, sorted; without those that a process makes every few seconds, unless all are asked for.</summary>
    public async Task<string[]> CallsOfAsync(Func<Task> act, bool all = false)
    {
        calls.Clear();
        await act();
        return [.. calls.Where(call => all || call is not ("GetAccount" or "Query DailyStats" or "GetObject")).Order(StringComparer.Ordinal)];
    }

    private FaultyHandler Wire(Func<HttpRequestMessage, string> name) => new() { Operation = name, Before = calls.Enqueue };

    // "UpdateItem EmailTracking": the operation, and the table without its stack.
    private static string TableCall(HttpRequestMessage request)
    {
        var operation = request.Headers.GetValues("X-Amz-Target").First().Split('.')[^1];
        var table = JsonNode.Parse(request.Content!.ReadAsStringAsync().GetAwaiter().GetResult())!["TableName"]!.GetValue<string>();
        return $"{operation} {table.Split('-')[1]}";
    }

    private sealed class Bus(Action called) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            called();
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"FailedEntryCount":0,"Entries":[{"EventId":"e"}]}""") });
        }
    }
}
