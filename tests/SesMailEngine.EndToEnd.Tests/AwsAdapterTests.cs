using System.Text;
using Amazon.Runtime;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Lambda;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.S3;
using SesMailEngine.Aws.Ses;
using SesMailEngine.Aws.Sns;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Security;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.EndToEnd.Tests;

// Our client against our endpoint: two readings of AWS's documents that know nothing of each other.
public sealed class AwsAdapterTests : IAsyncLifetime
{
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-e2e-").FullName;
    private readonly HttpClient http = AwsHttp.Create(TimeSpan.FromSeconds(20));
    private EmbeddedHost host = null!;
    private AwsTarget target = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CallRetries Retries => new(TimeProvider.System, new Random(1));

    public async ValueTask InitializeAsync()
    {
        var options = TestHost.Options(folder, ("FeedbackDelay", "0.02"), ("MaxSendRate", "50"), ("Max24HourSend", "5000"));
        // With a key, the host verifies every signature: none of the adapters gets anywhere with a wrong one.
        options = options with { Endpoint = options.Endpoint with { AccessKeys = [new AccessKey("AKIDTEST", "test-secret-1")] } };
        host = await EmbeddedHost.StartAsync(options, TimeProvider.System, Cancel);
        target = new AwsTarget("us-east-1", new BasicAWSCredentials("AKIDTEST", "test-secret-1"), host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("AKIDTEST", "test-secret-2")]
    [InlineData("AKIDOTHER", "test-secret-1")]
    public async Task Wrong_credentials_are_refused_by_every_service(string id, string secret)
    {
        var wrong = target with { Credentials = new BasicAWSCredentials(id, secret) };
        var once = new CallRetries(TimeProvider.System, new Random(1), tries: 1);
        var thin = new AwsClient(http, wrong);
        using var tables = DynamoDbClients.Create(wrong);
        using var objects = S3Clients.Create(wrong);

        await Should.ThrowAsync<PortException>(() => new NotificationPublisher(new EventBridgeClient(thin), Names, once).PublishAsync("x", "{}", Cancel));
        await Should.ThrowAsync<PortException>(() => new SesQuota(thin, once).GetAsync(Cancel));
        await Should.ThrowAsync<PortException>(() => new SuppressionStore(tables, Names, once).GetAsync("jo@example.org", Cancel));
        await Should.ThrowAsync<PortException>(() => new TemplateStore(objects, Names, once).ReadAsync("welcome/template.txt", 100, Cancel));
        await Should.ThrowAsync<AwsServiceException>(() => new StsClient(thin).GetAccountAsync(Cancel));
        await Should.ThrowAsync<AwsServiceException>(() => new LambdaClient(thin).InvokeAsync(Names.TemplateSeeder, "{}"u8.ToArray(), Cancel));
        await Should.ThrowAsync<AwsServiceException>(() => new SnsClient(thin).PublishAsync(Names.Arn("sns", Names.FeedbackTopic), "{}", Cancel));
        await Should.ThrowAsync<AwsServiceException>(() => new CloudFormationClient(thin, once).FindAsync("sesmailengine", Cancel));
        (await SendAsync(thin)).Answer.ShouldBe(TransportAnswer.RefusedForNow);
    }

    [Fact]
    public async Task A_published_event_goes_through_the_bus_and_becomes_a_record()
    {
        var publisher = new NotificationPublisher(new EventBridgeClient(new AwsClient(http, target)), Names, Retries);
        await publisher.PublishAsync("Email Request", """
            {"emailId":"adapter-1","to":"success@simulator.amazonses.com","templateName":"welcome","templateData":{"userName":"Ada","companyName":"Acme"}}
            """, Cancel);

        using var client = DynamoDbClients.Create(target);
        var tracking = new TrackingStore(client, Names, Retries, new SequentialIds(), new Random(1), TimeProvider.System, new RecordingLog());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        TrackingRecord? record = null;
        while (record?.Status != EmailStatus.Delivered) record = await tracking.GetAsync("adapter-1", limit.Token);
        record.Source.ShouldBe("sesmailengine");
        (await tracking.ListByRecipientAsync("success@simulator.amazonses.com", 10, Cancel)).ShouldHaveSingleItem().EmailId.ShouldBe("adapter-1");
        (await tracking.FindBySesMessageIdAsync(record.SesMessageId!, Cancel))!.EmailId.ShouldBe("adapter-1");
        (await tracking.GetDailyCountsAsync(WireTime.Day(record.SentAt!.Value), Cancel)).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task Mail_and_limits_are_those_of_the_simulator()
    {
        var ses = new AwsClient(http, target);
        var quota = await new SesQuota(ses, Retries).GetAsync(Cancel);
        (quota.MaxSendRate, quota.Max24HourSend).ShouldBe((50, 5000));

        var result = await SendAsync(ses);
        result.Answer.ShouldBe(TransportAnswer.Accepted, result.ErrorMessage);
        result.MessageId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Templates_and_suppression_are_read_and_written()
    {
        using var objects = S3Clients.Create(target);
        var templates = new TemplateStore(objects, Names, Retries);
        await templates.WriteAsync("adapter/template.txt", Encoding.UTF8.GetBytes("Grüße"), Cancel);
        for (var i = 0; i < 2; i++)
        {
            Encoding.UTF8.GetString((await templates.ReadAsync("adapter/template.txt", 100, Cancel))!.Content.Span).ShouldBe("Grüße");
        }
        (await templates.ReadAsync("adapter/template.html", 100, Cancel)).ShouldBeNull();
        (await templates.ListAsync("adapter", Cancel)).ShouldBe(["template.txt"]);
        (await templates.ListTemplatesAsync(Cancel)).ShouldContain("adapter");

        using var tables = DynamoDbClients.Create(target);
        var suppression = new SuppressionStore(tables, Names, Retries);
        var entry = new SuppressionEntry
        {
            Email = "jo@example.org",
            Type = SuppressionType.Complaint,
            Reason = SuppressionReasons.SpamComplaint,
            AddedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        };
        (await suppression.AddAsync(entry, Cancel)).ShouldBeTrue();
        (await suppression.AddAsync(entry with { Type = SuppressionType.Manual, Reason = SuppressionReasons.Manual }, Cancel)).ShouldBeFalse();
        (await suppression.GetAsync("jo@example.org", Cancel)).ShouldBe(entry);
    }

    private static Task<TransportResult> SendAsync(AwsClient ses)
    {
        EmailAddress.TryParse("success@simulator.amazonses.com", out var to).ShouldBeTrue();
        EmailAddress.TryParse("noreply@example.com", out var from).ShouldBeTrue();
        var mail = new OutgoingMail
        {
            EmailId = "adapter-2",
            To = to!,
            From = new Mailbox(from!, "Grüße"),
            Subject = "Hello",
            Html = "<p>Hello</p>",
            Text = "Hello",
            Tags = [new(MessageTags.EmailId, "adapter-2")],
            ConfigurationSet = Names.ConfigurationSet,
        };
        return new SesTransport(ses).SendAsync(mail, Cancel);
    }
}
