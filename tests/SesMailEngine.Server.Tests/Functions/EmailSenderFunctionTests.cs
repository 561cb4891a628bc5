using System.Collections.Concurrent;
using System.Text;
using SesMailEngine.Core.Sending;
using SesMailEngine.Server.Functions;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.Functions;

public sealed class EmailSenderFunctionTests
{
    private readonly ConcurrentBag<QueuedRequest> _seen = [];

    private async Task<string> RunAsync(string payload, Func<QueuedRequest, QueueAction>? answer = null)
    {
        var function = new EmailSenderFunction(
            (request, _) =>
            {
                _seen.Add(request);
                return Task.FromResult(answer?.Invoke(request) ?? QueueAction.Consume);
            },
            RunningEndpoint.Names, TimeProvider.System);
        return (await function.RunAsync(Encoding.UTF8.GetBytes(payload), CancellationToken.None)).Payload;
    }

    [Fact]
    public async Task Each_message_of_the_batch_is_handled_as_its_queue_would_have_given_it()
    {
        var answer = await RunAsync("""
            {"Records":[{"messageId":"m1","body":"{\"a\":1}","attributes":{"ApproximateReceiveCount":"2","SentTimestamp":"1795516393059"},
            "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:000000000000:sesmailengine-RetryQueue"}]}
            """);

        answer.ShouldBe("""{"batchItemFailures":[]}""");
        _seen.ShouldHaveSingleItem().ShouldBe(
            new QueuedRequest("""{"a":1}""", "m1", 2, IsRetry: true, DateTimeOffset.FromUnixTimeMilliseconds(1795516393059)));
    }

    [Fact]
    public async Task The_answer_names_what_is_to_stay_on_the_queue() =>
        (await RunAsync("""{"Records":[{"messageId":"a","body":"1"},{"messageId":"b","body":"2"},{"messageId":"c","body":"3"}]}""",
            request => request.Body switch
            {
                "1" => QueueAction.Leave,
                "3" => QueueAction.Hold(TimeSpan.FromSeconds(1)),
                _ => QueueAction.Consume,
            })).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}""");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Records":{}}""")]
    [InlineData("""{"Records":[{"body":"b"}]}""")]
    [InlineData("""{"Records":[{"messageId":"m","body":"b"},7]}""")]
    public async Task What_is_no_batch_fails_the_function_and_sends_nothing(string payload)
    {
        (await RunAsync(payload)).ShouldContain("\"errorType\":\"InvalidEvent\"");
        _seen.ShouldBeEmpty();
    }
}
