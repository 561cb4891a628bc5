using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Sqs;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Sqs;

public sealed class MoveOperationsTests : IAsyncLifetime
{
    private const string Dlq = "arn:aws:sqs:us-east-1:000000000000:dlq";
    private const string Work = "arn:aws:sqs:us-east-1:000000000000:q";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-24T22:00:00Z", null));
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        var queues = new FakeQueues(_time);
        _endpoint = await RunningEndpoint.StartAsync([new SqsService(RunningEndpoint.Names, queues, new FakeQueueMoves(_time), _time)]);
        await queues.CreateAsync(Queue("dlq"), default);
        await queues.CreateAsync(Queue("q") with { MaxReceiveCount = 3, DeadLetterQueue = "dlq" }, default);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task A_move_is_started_listed_and_cancelled()
    {
        var handle = (await JsonAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{Dlq}}","DestinationArn":"{{Work}}","MaxNumberOfMessagesPerSecond":50}"""))
            .Json.GetProperty("TaskHandle").GetString();

        var listed = (await JsonAsync("ListMessageMoveTasks", $$"""{"SourceArn":"{{Dlq}}"}""")).Json.GetProperty("Results")[0];
        listed.GetRawText().ShouldBe($$"""
            {"TaskHandle":"{{handle}}","Status":"RUNNING","SourceArn":"{{Dlq}}","DestinationArn":"{{Work}}","MaxNumberOfMessagesPerSecond":50,"ApproximateNumberOfMessagesMoved":2,"ApproximateNumberOfMessagesToMove":7,"StartedTimestamp":1795557600000}
            """);

        (await JsonAsync("CancelMessageMoveTask", $$"""{"TaskHandle":"{{handle}}"}""")).Json.GetProperty("ApproximateNumberOfMessagesMoved").GetInt64().ShouldBe(2);
        listed = (await JsonAsync("ListMessageMoveTasks", $$"""{"SourceArn":"{{Dlq}}"}""")).Json.GetProperty("Results")[0];
        listed.TryGetProperty("TaskHandle", out _).ShouldBeFalse();
        listed.GetProperty("Status").GetString().ShouldBe("CANCELLING");
    }

    [Fact]
    public async Task Only_one_move_of_a_queue_runs_at_a_time()
    {
        await JsonAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{Dlq}}"}""");

        var second = await JsonAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{Dlq}}"}""");

        (second.Status, second.Json.GetProperty("__type").GetString()).ShouldBe((400, "com.amazonaws.sqs#UnsupportedOperation"));
    }

    [Theory]
    [InlineData("""{}""", "MissingRequiredParameterException", 400)]
    [InlineData("""{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:none"}""", "ResourceNotFoundException", 404)]
    [InlineData("""{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:q"}""", "InvalidParameterValueException", 400)]
    [InlineData("""{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dlq","DestinationArn":"arn:aws:sqs:us-east-1:000000000000:dlq"}""", "InvalidParameterValueException", 400)]
    [InlineData("""{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dlq","DestinationArn":"arn:aws:sqs:us-east-1:000000000000:none"}""", "ResourceNotFoundException", 404)]
    [InlineData("""{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dlq","MaxNumberOfMessagesPerSecond":501}""", "InvalidParameterValueException", 400)]
    [InlineData("""{"SourceArn":"arn:aws:sqs:us-east-1:000000000000:dlq","MaxNumberOfMessagesPerSecond":0}""", "InvalidParameterValueException", 400)]
    public async Task A_move_that_cannot_be_is_refused(string body, string code, int status)
    {
        var answer = await JsonAsync("StartMessageMoveTask", body);

        (answer.Status, answer.Json.GetProperty("__type").GetString()).ShouldBe((status, "com.amazonaws.sqs#" + code));
    }

    [Fact]
    public async Task A_move_that_is_not_running_cannot_be_cancelled() =>
        (await JsonAsync("CancelMessageMoveTask", """{"TaskHandle":"nope"}""")).Status.ShouldBe(404);

    [Fact]
    public async Task The_query_protocol_says_the_same()
    {
        var started = await _endpoint.QueryAsync($"Action=StartMessageMoveTask&Version=2012-11-05&SourceArn={Uri.EscapeDataString(Dlq)}", "/");
        started.XmlText("TaskHandle").ShouldBe("move-1");

        var listed = await _endpoint.QueryAsync($"Action=ListMessageMoveTasks&Version=2012-11-05&SourceArn={Uri.EscapeDataString(Dlq)}", "/");
        (listed.XmlText("Status"), listed.XmlText("ApproximateNumberOfMessagesToMove")).ShouldBe(("RUNNING", "7"));
    }

    private static QueueDefinition Queue(string name) => new(name, TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromDays(14));

    private Task<Answer> JsonAsync(string operation, string body) => _endpoint.JsonAsync("AmazonSQS." + operation, body);
}
