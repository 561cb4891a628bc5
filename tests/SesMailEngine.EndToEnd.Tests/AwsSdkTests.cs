using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.EndToEnd.Tests;

// The AWS SDK for .NET against the whole embedded host: real HTTP on loopback, a real SQLite file.
public sealed class AwsSdkTests : IAsyncLifetime
{
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");
    private static readonly BasicAWSCredentials Credentials = new("test", "test");
    private static readonly string[] StarterNames =
    [
        "contact-form-notification", "email-verification", "invoice", "password-reset", "purchase-confirmation",
        "shipping-notification", "subscription-renewal", "welcome",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-e2e-").FullName;
    private EmbeddedHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        host = await EmbeddedHost.StartAsync(TestHost.Options(folder, ("FeedbackDelay", "0.02")), TimeProvider.System, Cancel);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_request_is_read_back_by_key_by_index_and_by_filter()
    {
        await RequestAsync("dotnet-1", "success@simulator.amazonses.com");
        using var client = DynamoDb();

        var item = await SettledAsync(client, "dotnet-1");
        item["status"].S.ShouldBe("delivered");

        var byAddress = await client.QueryAsync(
            new QueryRequest
            {
                TableName = Names.TrackingTable,
                IndexName = "to-email-timestamp-index",
                KeyConditionExpression = "toEmail = :email AND #t > :from",
                FilterExpression = "metadata.campaign = :campaign",
                ProjectionExpression = "emailId, #t",
                ExpressionAttributeNames = new() { ["#t"] = "timestamp" },
                ExpressionAttributeValues = new()
                {
                    [":email"] = new("success@simulator.amazonses.com"),
                    [":from"] = new("2020-01-01"),
                    [":campaign"] = new("autumn"),
                },
            },
            Cancel);
        byAddress.Items.ShouldHaveSingleItem().Keys.Order().ShouldBe(["emailId", "timestamp"]);
    }

    [Fact]
    public async Task A_suppressed_address_gets_no_mail_until_its_entry_is_deleted()
    {
        using var client = DynamoDb();
        await client.PutItemAsync(
            Names.SuppressionTable,
            new()
            {
                ["email"] = new("held@example.com"),
                ["suppressionType"] = new("manual"),
                ["reason"] = new("manual"),
                ["addedToSuppressionDate"] = new("2026-01-01T00:00:00.000Z"),
            },
            Cancel);
        await RequestAsync("held-1", "Held@example.com");
        (await SettledAsync(client, "held-1"))["errorMessage"].S.ShouldBe("Email not sent: recipient is suppressed (manual)");

        await client.DeleteItemAsync(Names.SuppressionTable, new() { ["email"] = new("held@example.com") }, Cancel);
        await RequestAsync("held-2", "Held@example.com");
        (await SettledAsync(client, "held-2"))["status"].S.ShouldBe("delivered");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_template_is_uploaded_listed_and_read_back(bool useChunkEncoding)
    {
        using var client = new AmazonS3Client(
            Credentials, new AmazonS3Config { ServiceURL = host.Address.ToString(), ForcePathStyle = true, AuthenticationRegion = Names.Region });
        const string Key = "templates/dotnet/template.html";
        await client.PutObjectAsync(
            new PutObjectRequest { BucketName = Names.TemplateBucket, Key = Key, ContentBody = "<p>ä {{ a }}</p>", UseChunkEncoding = useChunkEncoding },
            Cancel);

        using var read = await client.GetObjectAsync(Names.TemplateBucket, Key, Cancel);
        using var text = new StreamReader(read.ResponseStream, Encoding.UTF8);
        (await text.ReadToEndAsync(Cancel)).ShouldBe("<p>ä {{ a }}</p>");

        var listed = await client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Names.TemplateBucket, Prefix = "templates/", Delimiter = "/" }, Cancel);
        listed.CommonPrefixes.Select(prefix => prefix.Split('/')[1]).Order().ShouldBe([.. StarterNames.Append("dotnet").Order()]);
        await Should.ThrowAsync<NoSuchKeyException>(() => client.GetObjectAsync(Names.TemplateBucket, "templates/none", Cancel));
    }

    [Fact]
    public async Task Notifications_reach_a_queue_through_a_rule()
    {
        using var client = new AmazonSQSClient(
            Credentials, new AmazonSQSConfig { ServiceURL = host.Address.ToString(), AuthenticationRegion = Names.Region });
        var url = (await client.CreateQueueAsync("dotnet-notifications", Cancel)).QueueUrl;
        var attributes = await client.GetQueueAttributesAsync(url, ["QueueArn"], Cancel);
        await host.Bus.PutRuleAsync(new BusRule("dotnet", """{"source":["sesmailengine"],"detail":{"status":["bounced"]}}"""), Cancel);
        await host.Bus.PutTargetsAsync("dotnet", [new BusTarget("1", attributes.QueueARN)], Cancel);
        await RequestAsync("bounced-1", "bounce@simulator.amazonses.com");

        var received = await client.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 15, MaxNumberOfMessages = 10 }, Cancel);
        var message = received.Messages.ShouldHaveSingleItem();
        using var body = JsonDocument.Parse(message.Body);
        body.RootElement.GetProperty("detail").GetProperty("emailId").GetString().ShouldBe("bounced-1");
        await client.DeleteMessageAsync(url, message.ReceiptHandle, Cancel);
        await Should.ThrowAsync<QueueDoesNotExistException>(() => client.GetQueueUrlAsync("none", Cancel));
    }

    private AmazonDynamoDBClient DynamoDb() => new(
        Credentials, new AmazonDynamoDBConfig { ServiceURL = host.Address.ToString(), AuthenticationRegion = Names.Region });

    private Task<IReadOnlyList<string>> RequestAsync(string emailId, string to) => host.Bus.PutAsync(
        [
            new BusEvent("dotnet.tests", "Email Request",
                $$$"""{"emailId":"{{{emailId}}}","to":"{{{to}}}","templateName":"welcome","templateData":{"userName":"Ada","companyName":"Acme"},"metadata":{"campaign":"autumn"}}"""),
        ],
        Cancel);

    // Waiting for other processes' work is what an end-to-end test does; the limit only ends a broken run.
    private static async Task<Dictionary<string, AttributeValue>> SettledAsync(AmazonDynamoDBClient client, string emailId)
    {
        var key = new Dictionary<string, AttributeValue> { ["emailId"] = new(emailId) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var item = (await client.GetItemAsync(Names.TrackingTable, key, limit.Token)).Item;
            if (item is { Count: > 0 } && item["status"].S is not ("sending" or "sent")) return item;
            await Task.Yield();
        }
    }
}
