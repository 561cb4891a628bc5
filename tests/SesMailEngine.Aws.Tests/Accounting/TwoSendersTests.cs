using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Amazon.DynamoDBv2;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Tests.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Aws.Tests.Accounting;

// The books of two senders at once on the AWS adapters: every message delivered twice, a share of all calls going wrong on their way to
// DynamoDB and to SES, every piece of feedback twice, too. SESMAILENGINE_ACCOUNTING=10000 makes it a long run.
public sealed class TwoSendersTests(EmulatorSet emulators) : IDisposable
{
    private const int MaxReceives = 3;
    private const int AtOnce = 16;

    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly List<IDisposable> owned = [];
    private readonly Channel<string> feedback = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, bool> dead = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> tries = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var item in owned) item.Dispose();
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_sent_twice()
    {
        var mails = int.Parse(Environment.GetEnvironmentVariable("SESMAILENGINE_ACCOUNTING") ?? "250", CultureInfo.InvariantCulture);
        var tables = await Tables.CreateAsync(emulators);
        var ses = new AcceptingSes(feedback);
        var settings = new EngineSettings { Names = tables.Names, DefaultSenderEmail = "noreply@example.com", VisibilityTimeout = Visibility };
        var senders = new[] { Sender(1, tables, ses, settings), Sender(2, tables, ses, settings) };
        var processing = ProcessFeedbackAsync(Processor(tables, settings), ses);

        // Each message goes to both senders, in another order.
        await Task.WhenAll(senders.Select((sender, i) => DeliverAllAsync(
            sender, ses, i == 0 ? Enumerable.Range(0, mails) : Enumerable.Range(0, mails).Reverse())));
        feedback.Writer.Complete();
        await processing;

        var books = await ReadAsync(tables.Tracking(TimeProvider.System), mails, ses);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{mails} mails, {owned.OfType<RandomFaults>().Sum(f => f.Count)} faults, {ses.Accepted.Count} accepted, {dead.Count} dead letters; "
            + $"{books.Lost.Count} lost, {books.Repeated.Count} repeated, {books.Unsettled.Count} unsettled");
        books.Lost.ShouldBeEmpty();
        books.Repeated.ShouldBeEmpty();
        books.Unsettled.ShouldBeEmpty();
        (ses.Accepted.Count + dead.Count).ShouldBeGreaterThanOrEqualTo(mails);
    }

    private static QueuedRequest Message(int number, int receive) => new(
        $$$$"""{"version":"0","id":"event-{{{{number}}}}","detail-type":"Email Request","source":"my.app","time":"2026-11-25T00:00:00Z","detail":{"emailId":"{{{{IdOf(number)}}}}","to":"jo@example.com","templateName":"welcome","templateData":{"name":"Jo"}}}""",
        $"message-{number}", receive, false, TimeProvider.System.GetUtcNow());

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"mail-{number}");

    // A queue's side: what is left comes again after the visibility timeout, three times; what is held comes again uncounted.
    private async Task DeliverAllAsync(EmailSender sender, AcceptingSes ses, IEnumerable<int> numbers) => await Parallel.ForEachAsync(
        numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
        async (number, token) =>
        {
            for (var receive = 1; ;)
            {
                // SES's Send event settles a mail whose answer was lost long before a copy comes ten minutes later, as it is on AWS.
                if (tries.AddOrUpdate(IdOf(number), 1, (_, count) => count + 1) > 1) await QuietAsync(ses, token);
                var action = await sender.HandleAsync(Message(number, receive), token);
                if (action.Kind == QueueActionKind.Consume) return;
                if (action.Kind == QueueActionKind.Leave && receive++ == MaxReceives)
                {
                    dead[IdOf(number)] = true;
                    return;
                }
                await Task.Delay(action.Kind == QueueActionKind.Hold ? action.Delay : Visibility, TimeProvider.System, token);
            }
        });

    private static async Task QuietAsync(AcceptingSes ses, CancellationToken token)
    {
        while (ses.Pending > 0) await Task.Delay(LookAgain, TimeProvider.System, token);
    }

    private async Task ProcessFeedbackAsync(FeedbackProcessor processor, AcceptingSes ses) => await Parallel.ForEachAsync(
        feedback.Reader.ReadAllAsync(Cancel), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
        async (message, token) =>
        {
            while (await processor.ProcessAsync(Encoding.UTF8.GetBytes(message), token) is FeedbackOutcome.Retry)
                await Task.Delay(LookAgain, TimeProvider.System, token);
            ses.Done();
        });

    private async Task<(List<string> Lost, List<string> Repeated, List<string> Unsettled)> ReadAsync(TrackingStore tracking, int mails, AcceptingSes ses)
    {
        List<string> lost = [], repeated = [], unsettled = [];
        for (var number = 0; number < mails; number++)
        {
            var id = IdOf(number);
            var record = await tracking.GetAsync(id, Cancel);
            var said = record is null ? "no record" : $"{record.Status} {record.ErrorType} after {tries[id]} tries";
            if (ses.Accepted.TryGetValue(id, out var times))
            {
                if (times > 1) repeated.Add($"{id}: accepted {times} times, {said}: {string.Join("; ", record?.Events.Select(e => $"{e.Timestamp:ss.fff} {e.Type} {e.Note}") ?? [])}");
                if (record?.Status != EmailStatus.Delivered) unsettled.Add($"{id}: accepted, {said}");
            }
            else if (!dead.ContainsKey(id))
            {
                lost.Add($"{id}: {said}");
            }
            else if (record is not { Status: EmailStatus.Failed } || !ErrorTypes.MayBeTakenOver(record.ErrorType))
            {
                unsettled.Add($"{id}: dead letter, {said}");
            }
        }
        return (lost, repeated, unsettled);
    }

    private EmailSender Sender(int process, Tables tables, AcceptingSes ses, EngineSettings settings)
    {
        var templates = new FakeTemplateStore();
        foreach (var (file, text) in new[] { ("template.html", "<p>Hello {{ name }}</p>"), ("template.txt", "Hello {{ name }}"), ("metadata.json", """{"subject":"Hello"}""") })
        {
            templates.WriteAsync($"welcome/{file}", Encoding.UTF8.GetBytes(text), Cancel).GetAwaiter().GetResult();
        }
        var dynamo = Database(process, tables);
        var mail = Thin(100 + process, ses);
        return new EmailSender(
            new SenderPorts(
                Tracking(process, tables, dynamo), tables.Suppression(dynamo), templates, new SesTransport(mail), new SesQuota(mail, Tables.Retries),
                new NotificationPublisher(new EventBridgeClient(mail), tables.Names, Tables.Retries), tables.Log),
            settings, TimeProvider.System, new Random(process));
    }

    private FeedbackProcessor Processor(Tables tables, EngineSettings settings)
    {
        var dynamo = Database(3, tables);
        return new FeedbackProcessor(
            settings, Tracking(3, tables, dynamo), tables.Suppression(dynamo), new FakeRetryQueue(), new RecordingPublisher(), tables.Log, TimeProvider.System);
    }

    private static TrackingStore Tracking(int process, Tables tables, AmazonDynamoDBClient client) =>
        new(client, tables.Names, Tables.Retries, new RandomIds(process), new Random(process), TimeProvider.System, tables.Log);

    private AmazonDynamoDBClient Database(int process, Tables tables)
    {
        var faults = new RandomFaults(process, 0.06, RandomFaults.OfTables, new SocketsHttpHandler());
        owned.Add(faults);
        var config = DynamoDbClients.Config(tables.Target);
        config.HttpClientFactory = faults.Factory;
        var client = new AmazonDynamoDBClient(tables.Target.Credentials, config);
        owned.Add(client);
        return client;
    }

    private AwsClient Thin(int seed, AcceptingSes ses)
    {
        var faults = new RandomFaults(seed, 0.1, RandomFaults.OfMail, ses);
        owned.Add(faults);
        var http = new HttpClient(faults, disposeHandler: false);
        owned.Add(http);
        return new AwsClient(http, new AwsTarget("us-east-1", new Amazon.Runtime.BasicAWSCredentials("x", "x"), new Uri("http://127.0.0.1:1")));
    }
}
