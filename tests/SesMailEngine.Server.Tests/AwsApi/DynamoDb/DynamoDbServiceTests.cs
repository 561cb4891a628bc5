using System.Globalization;
using System.Text;
using SesMailEngine.Server.AwsApi.Checksums;
using SesMailEngine.Server.AwsApi.DynamoDb;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb;

public class DynamoDbServiceTests
{
    private const string Target = "DynamoDB_20120810.";

    [Fact]
    public async Task An_answer_carries_its_checksum()
    {
        await using var endpoint = await StartAsync(new MemoryTables().Add(DynamoDbFixture.Record("é")));
        var answer = await endpoint.JsonAsync(Target + "GetItem", """{"TableName":"sesmailengine-EmailTracking","Key":{"emailId":{"S":"é"}}}""");
        (answer.Status, answer.Headers["Content-Type"]).ShouldBe((200, "application/x-amz-json-1.0"));
        answer.Headers["x-amz-crc32"].ShouldBe(
            Crc.Crc32.Compute(Encoding.UTF8.GetBytes(answer.Body)).ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("GetItem", """{"TableName":"nope-nope","Key":{}}""", "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message")]
    [InlineData("GetItem", "{", "com.amazon.coral.service#SerializationException", "Message")]
    [InlineData("Scan", """{"TableName":"ab"}""", "com.amazon.coral.validate#ValidationException", "message")]
    [InlineData("PutItem", """{"TableName":"sesmailengine-EmailTracking","Item":{}}""", "com.amazon.coral.service#AccessDeniedException", "Message")]
    [InlineData("TransactWriteItems", "{}", "com.amazon.coral.service#UnknownOperationException", "message")]
    public async Task An_error_has_DynamoDBs_shape(string operation, string body, string type, string member)
    {
        await using var endpoint = await StartAsync(new MemoryTables());
        var answer = await endpoint.JsonAsync(Target + operation, body);
        (answer.Status, answer.Json.GetProperty("__type").GetString()).ShouldBe((400, type));
        answer.Json.GetProperty(member).GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Mutated_requests_get_an_error_of_DynamoDB_and_never_a_500()
    {
        await using var endpoint = await StartAsync(new MemoryTables().Add(DynamoDbFixture.Record("m")).Add(DynamoDbFixture.Entry("a@x.org")));
        (string Operation, string Body)[] requests =
        [
            ("Query", """{"TableName":"sesmailengine-EmailTracking","IndexName":"to-email-timestamp-index","KeyConditionExpression":"toEmail = :e AND begins_with(#t, :p)","ExpressionAttributeNames":{"#t":"timestamp"},"ExpressionAttributeValues":{":e":{"S":"jo@example.com"},":p":{"S":"2026"}},"Limit":3}"""),
            ("Scan", """{"TableName":"sesmailengine-EmailTracking","FilterExpression":"metadata.c = :c OR size(events) > :n","ExpressionAttributeValues":{":c":{"M":{"a":{"L":[{"B":"AQ=="}]}}},":n":{"N":"1"}},"Segment":0,"TotalSegments":2}"""),
            ("GetItem", """{"TableName":"sesmailengine-EmailTracking","Key":{"emailId":{"S":"m"}},"ProjectionExpression":"events[0].type, metadata","ReturnConsumedCapacity":"TOTAL"}"""),
            ("PutItem", """{"TableName":"sesmailengine-Suppression","Item":{"email":{"S":"a@x.org"}},"ConditionExpression":"attribute_exists(email)"}"""),
            ("BatchGetItem", """{"RequestItems":{"sesmailengine-EmailTracking":{"Keys":[{"emailId":{"S":"m"}}]}}}"""),
        ];
        var random = new Random(2026);
        for (var round = 0; round < 400; round++)
        {
            var (operation, body) = requests[random.Next(requests.Length)];
            var bytes = Encoding.UTF8.GetBytes(body);
            for (var change = random.Next(1, 5); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            var answer = await endpoint.JsonAsync(Target + operation, Encoding.UTF8.GetString(bytes));
            answer.Status.ShouldBeOneOf(200, 400);
            if (answer.Status == 400) answer.Json.GetProperty("__type").GetString()!.ShouldContain("#");
        }
    }

    private static Task<RunningEndpoint> StartAsync(MemoryTables tables) =>
        RunningEndpoint.StartAsync([new DynamoDbService(tables, RunningEndpoint.Names, TimeProvider.System)]);
}
