using System.Text;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Server.Functions;

namespace SesMailEngine.Server.Tests.Functions;

public sealed class FeedbackProcessorFunctionTests
{
    private readonly List<string> _processed = [];
    private readonly List<string> _givenUp = [];

    private async Task<string> RunAsync(string payload, params FeedbackOutcome[] outcomes)
    {
        var function = new FeedbackProcessorFunction(
            (one, _) =>
            {
                _processed.Add(Encoding.UTF8.GetString(one.Span));
                return Task.FromResult(outcomes[_processed.Count - 1]);
            },
            (text, _) =>
            {
                _givenUp.Add(text);
                return Task.CompletedTask;
            });
        return (await function.RunAsync(Encoding.UTF8.GetBytes(payload), CancellationToken.None)).Payload;
    }

    [Fact]
    public async Task Each_record_is_processed_on_its_own()
    {
        var answer = await RunAsync("""{"Records":[{"Sns":{"Message":"1"}},{"Sns":{"Message":"2"}}]}""", FeedbackOutcome.Applied, FeedbackOutcome.RecordMissing);

        answer.ShouldBe("""{"batchItemFailures":[]}""");
        _processed.ShouldBe(["""{"Records":[{"Sns":{"Message":"1"}}]}""", """{"Records":[{"Sns":{"Message":"2"}}]}"""]);
    }

    [Theory]
    [InlineData("""{"Records":[{"Sns":{"Message":"oops"}}]}""", "oops")]
    [InlineData("""{"Records":[{"messageId":"m","body":"oops"}]}""", "oops")]
    [InlineData("""{"Records":[7]}""", "7")]
    [InlineData("""{"oops":1}""", """{"oops":1}""")]
    public async Task What_cannot_be_read_goes_to_the_dead_letters_as_it_came(string payload, string text)
    {
        (await RunAsync(payload, FeedbackOutcome.Unparseable)).ShouldBe("""{"batchItemFailures":[]}""");

        _givenUp.ShouldBe([text]);
    }

    [Fact]
    public async Task What_could_not_be_stored_stays_on_its_queue() =>
        (await RunAsync("""{"Records":[{"messageId":"m","body":"b"},{"messageId":"n","body":"b"}]}""", FeedbackOutcome.Retry, FeedbackOutcome.Applied))
            .ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"m"}]}""");

    [Fact]
    public async Task What_came_from_a_topic_and_could_not_be_stored_fails_the_function() =>
        (await RunAsync("""{"Records":[{"Sns":{"Message":"1"}}]}""", FeedbackOutcome.Retry)).ShouldContain("\"errorType\":\"FeedbackNotProcessed\"");

    [Fact]
    public async Task What_is_too_long_for_the_dead_letters_fails_the_function()
    {
        (await RunAsync($$"""{"a":"{{new string('a', 262_144)}}"}""", FeedbackOutcome.Unparseable)).ShouldContain("\"errorType\":\"UnreadableFeedback\"");
        _givenUp.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public async Task What_is_no_object_fails_the_function(string payload) =>
        (await RunAsync(payload)).ShouldContain("\"errorType\":\"InvalidEvent\"");
}
