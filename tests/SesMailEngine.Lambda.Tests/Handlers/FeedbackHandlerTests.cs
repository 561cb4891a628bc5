using System.Text;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Lambda.Handlers;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Lambda.Tests.Handlers;

public sealed class FeedbackHandlerTests
{
    private readonly FakeSuppressionStore suppression = new();

    [Fact]
    public async Task Feedback_is_processed_and_the_call_succeeds()
    {
        await HandleAsync(Sns("""
            {"eventType":"Bounce","mail":{"messageId":"m-1","timestamp":"2026-11-25T08:00:00.000Z","destination":["jo@example.com"]},
             "bounce":{"bounceType":"Permanent","bounceSubType":"General","feedbackId":"f-1","timestamp":"2026-11-25T08:00:00.000Z",
               "bouncedRecipients":[{"emailAddress":"jo@example.com"}]}}
            """));

        (await suppression.GetAsync("jo@example.com", CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"hello":"world"}""")]
    public async Task What_cannot_be_read_fails_the_call(string message) =>
        (await Should.ThrowAsync<FeedbackFailedException>(() => HandleAsync(Sns(message)))).Message.ShouldContain("cannot be read");

    [Fact]
    public async Task A_store_that_does_not_answer_fails_the_call()
    {
        suppression.Faults.FailAlways(nameof(ISuppressionStore.AddAsync));

        await Should.ThrowAsync<FeedbackFailedException>(() => HandleAsync(Sns("""
            {"eventType":"Complaint","mail":{"messageId":"m-1","timestamp":"2026-11-25T08:00:00.000Z","destination":["jo@example.com"]},
             "complaint":{"feedbackId":"f-1","timestamp":"2026-11-25T08:00:00.000Z","complainedRecipients":[{"emailAddress":"jo@example.com"}]}}
            """)));
    }

    private async Task HandleAsync(string payload)
    {
        var settings = new EngineSettings { Names = new("s", "000000000000", "us-east-1") };
        var time = new FakeTimeProvider(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        var processor = new FeedbackProcessor(
            settings, new FakeTrackingStore(time), suppression, new FakeRetryQueue(), new RecordingPublisher(), new RecordingLog(), time);
        await new FeedbackHandler(processor).HandleAsync(new("r", Encoding.UTF8.GetBytes(payload), null, null), CancellationToken.None);
    }

    private static string Sns(string message) => $$$"""
        {"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","Sns":{"Type":"Notification","MessageId":"n-1","Message":{{{System.Text.Json.JsonSerializer.Serialize(message)}}}}}]}
        """;
}
