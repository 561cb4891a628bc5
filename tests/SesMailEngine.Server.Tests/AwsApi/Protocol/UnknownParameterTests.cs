using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.DynamoDb;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sqs;
using SesMailEngine.Server.AwsApi.Sts;
using SesMailEngine.Server.Tests.AwsApi.DynamoDb;
using SesMailEngine.Server.Tests.AwsApi.S3;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Protocol;

/// <summary>A parameter an operation does not have is refused by name; what clients send without meaning anything by it is taken.</summary>
public sealed class UnknownParameterTests : IAsyncLifetime
{
    private readonly FakeQueues _queues = new(TimeProvider.System);
    private readonly ListLog _log = new();
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        var bus = new FakeBus();
        bus.Add(new BusRule("mine", "{}"));
        await _queues.CreateAsync(new QueueDefinition("q", TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromDays(1)), default);
        var names = RunningEndpoint.Names;
        _endpoint = await RunningEndpoint.StartAsync(
            [
                new EventsService(names, bus, new RequestIdSource(1), _log, new ProducerLoad()),
                new SqsService(names, _queues, new FakeQueueMoves(TimeProvider.System), TimeProvider.System),
                new DynamoDbService(new MemoryTables(), names, TimeProvider.System), new StsService(names),
            ],
            log: _log);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Theory]
    [InlineData("AWSEvents.PutEvents", """{"Entries":[{"Source":"a","DetailType":"t","Detail":"{}"}],"EndpointId":"e"}""", "EndpointId")]
    [InlineData("AWSEvents.PutEvents", """{"Entries":[{"Source":"a","DetailType":"t","Detail":"{}","Details":"{}"}]}""", "Details")]
    [InlineData("AWSEvents.PutRule", """{"Name":"n","EventBusName":"sesmailengine-EmailBus","EventPattern":"{}","RoleArn":"r"}""", "RoleArn")]
    [InlineData("AWSEvents.PutTargets", """{"Rule":"mine","EventBusName":"sesmailengine-EmailBus","Targets":[{"Id":"1","Arn":"http://127.0.0.1/","EcsParameters":{}}]}""", "EcsParameters")]
    [InlineData("AWSEvents.PutTargets", """{"Rule":"mine","EventBusName":"sesmailengine-EmailBus","Targets":[{"Id":"1","Arn":"http://127.0.0.1/","RetryPolicy":{"Attempts":1}}]}""", "Attempts")]
    [InlineData("AWSEvents.ListRules", """{"EventBusName":"sesmailengine-EmailBus","Prefix":"x"}""", "Prefix")]
    [InlineData("AWSEvents.TestEventPattern", """{"EventPattern":"{}","Event":"{}","Rule":"x"}""", "Rule")]
    [InlineData("AmazonSQS.CreateQueue", """{"QueueName":"n","tags":{"a":"b"}}""", "tags")]
    [InlineData("AmazonSQS.SendMessage", """{"QueueUrl":"http://h/000000000000/q","MessageBody":"m","Delay":1}""", "Delay")]
    [InlineData("AmazonSQS.SendMessageBatch", """{"QueueUrl":"http://h/000000000000/q","Entries":[{"Id":"a","MessageBody":"m","Delay":1}]}""", "Delay")]
    [InlineData("AmazonSQS.ReceiveMessage", """{"QueueUrl":"http://h/000000000000/q","Filter":"x"}""", "Filter")]
    [InlineData("DynamoDB_20120810.GetItem", """{"TableName":"sesmailengine-EmailTracking","Key":{"emailId":{"S":"a"}},"Index":"x"}""", "Index")]
    [InlineData("DynamoDB_20120810.Query", """{"TableName":"sesmailengine-EmailTracking","KeyConditionExpression":"emailId = :a","ExpressionAttributeValues":{":a":{"S":"x"}},"Sort":"x"}""", "Sort")]
    [InlineData("DynamoDB_20120810.Scan", """{"TableName":"sesmailengine-EmailTracking","Filter":"x"}""", "Filter")]
    [InlineData("DynamoDB_20120810.BatchWriteItem", """{"RequestItems":{"sesmailengine-Suppression":[{"DeleteRequest":{"Key":{"email":{"S":"a"}},"If":"x"}}]}}""", "If")]
    [InlineData("DynamoDB_20120810.DescribeTable", """{"TableName":"sesmailengine-EmailTracking","Detailed":true}""", "Detailed")]
    public async Task It_is_refused_in_JSON_and_logged_once(string target, string body, string name)
    {
        for (var i = 0; i < 2; i++)
        {
            var answer = await _endpoint.JsonAsync(target, body);
            answer.Status.ShouldBe(400);
            answer.Json.GetProperty("__type").GetString()!.ShouldEndWith("ValidationException");
            answer.Json.GetProperty("message").GetString().ShouldBe($"The parameter {name} is not supported by this host.");
        }
        _log.Entries.Count(entry => entry.Message.EndsWith($" {name}", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("Scan", """{"TableName":"sesmailengine-EmailTracking","ScanFilter":{}}""", "ScanFilter")]
    [InlineData("Query", """{"TableName":"sesmailengine-EmailTracking","KeyConditions":{}}""", "KeyConditions")]
    [InlineData("GetItem", """{"TableName":"sesmailengine-EmailTracking","Key":{"emailId":{"S":"a"}},"AttributesToGet":["a"]}""", "AttributesToGet")]
    [InlineData("PutItem", """{"TableName":"sesmailengine-Suppression","Item":{"email":{"S":"a@example.com"},"suppressionType":{"S":"manual"},"reason":{"S":"manual"},"addedToSuppressionDate":{"S":"2026-11-24T10:00:00.000Z"}},"Expected":{}}""", "Expected")]
    public async Task A_legacy_parameter_is_refused_with_what_to_use_instead(string operation, string body, string name)
    {
        var answer = await _endpoint.JsonAsync("DynamoDB_20120810." + operation, body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString()!.ShouldEndWith("ValidationException");
        answer.Body.ShouldContain($"The legacy parameter {name} is not supported here");
    }

    [Theory]
    [InlineData("Action=CreateQueue&Version=2012-11-05&QueueName=n&Tag.1.Key=a&Tag.1.Value=b", "Tag")]
    [InlineData("Action=SendMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2Fh%2F000000000000%2Fq&MessageBody=m&Delay=1", "Delay")]
    [InlineData("Action=SendMessageBatch&Version=2012-11-05&QueueUrl=http%3A%2F%2Fh%2F000000000000%2Fq&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=m&SendMessageBatchRequestEntry.1.Delay=1", "Delay")]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15&Verbose=1", "Verbose")]
    public async Task It_is_refused_in_query(string form, string name)
    {
        var answer = await _endpoint.QueryAsync(form);

        answer.Status.ShouldBe(400);
        answer.XmlText("Code").ShouldBe("ValidationError");
        answer.XmlText("Message").ShouldBe($"The parameter {name} is not supported by this host.");
    }

    [Theory]
    [InlineData("GET", "?acl")]
    [InlineData("GET", "/a?tagging")]
    [InlineData("GET", "/a?attributes")]
    [InlineData("GET", "/a?partNumber=2")]
    [InlineData("GET", "?list-type=2&sort=x")]
    [InlineData("PUT", "/a", "x-amz-acl: public-read")]
    [InlineData("PUT", "/a", "x-amz-grant-read: id=1")]
    [InlineData("PUT", "/a", "x-amz-tagging: a=b")]
    [InlineData("PUT", "/a", "x-amz-server-side-encryption: aws:kms")]
    [InlineData("PUT", "/a", "x-amz-server-side-encryption-customer-algorithm: AES256")]
    [InlineData("GET", "/a", "x-amz-server-side-encryption-customer-key: a")]
    [InlineData("PUT", "/a", "x-amz-storage-class: GLACIER")]
    [InlineData("PUT", "/a", "x-amz-object-lock-mode: GOVERNANCE")]
    public async Task What_S3_has_more_is_not_implemented(string method, string path, string? header = null)
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "content");

        var answer = await s3.SendAsync(method, $"/{S3Fixture.Bucket}{path}", method == "PUT" ? [1] : null, header is null ? [] : [header]);

        (answer.Status, answer.XmlText("Code")).ShouldBe((400, "NotImplemented"));
    }

    [Fact]
    public async Task Another_expected_owner_is_refused_and_the_account_itself_is_not()
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "content");

        (await s3.GetAsync("a", "x-amz-expected-bucket-owner: 111111111111")).Status.ShouldBe(403);
        (await s3.GetAsync("a", "x-amz-expected-bucket-owner: 000000000000")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("GET", "/a?x-id=GetObject&partNumber=1")]
    [InlineData("PUT", "/a?x-id=PutObject", "x-amz-acl: private", "x-amz-server-side-encryption: AES256", "x-amz-storage-class: STANDARD", "x-amz-request-payer: requester")]
    [InlineData("GET", "?list-type=2&X-Amz-Expires=60")]
    public async Task What_changes_nothing_is_taken(string method, string path, params string[] headers)
    {
        await using var s3 = await S3Fixture.StartAsync();
        await s3.PutAsync("a", "content");

        (await s3.SendAsync(method, $"/{S3Fixture.Bucket}{path}", method == "PUT" ? [1] : null, headers)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("DynamoDB_20120810.GetItem", """{"TableName":"sesmailengine-EmailTracking","Key":{"emailId":{"S":"a"}},"ReturnConsumedCapacity":"TOTAL","ConsistentRead":true,"Unknown":null}""")]
    [InlineData("DynamoDB_20120810.DeleteItem", """{"TableName":"sesmailengine-Suppression","Key":{"email":{"S":"a"}},"ReturnItemCollectionMetrics":"SIZE"}""")]
    [InlineData("AWSEvents.PutEvents", """{"Entries":[{"Source":"a","DetailType":"t","Detail":"{}","TraceHeader":"t"}]}""")]
    public async Task What_clients_send_without_effect_is_taken(string target, string body) =>
        (await _endpoint.JsonAsync(target, body)).Status.ShouldBe(200);
}
