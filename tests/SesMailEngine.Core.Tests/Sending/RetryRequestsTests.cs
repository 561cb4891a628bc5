using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;

namespace SesMailEngine.Core.Tests.Sending;

/// <summary>Messages of the retry queue.</summary>
public sealed class RetryRequestsTests
{
    private readonly SenderWorld world = new();

    [Fact]
    public async Task A_retry_is_a_mail_of_its_own_for_the_same_original()
    {
        (await world.Sender.HandleAsync(world.Retry(), default)).ShouldBe(QueueAction.Consume);
        var record = world.Record("retry-1");
        record.Status.ShouldBe(EmailStatus.Sent);
        record.OriginalEmailId.ShouldBe("mail-1");
        record.RetryAttempt.ShouldBe(1);
        record.Source.ShouldBe("my.application");
        record.RetryDetailJson.ShouldBeNull();
        world.Transport.Attempts.ShouldHaveSingleItem().EmailId.ShouldBe("retry-1");
    }

    [Fact]
    public async Task A_retry_to_somebody_suppressed_since_fails_with_a_record()
    {
        world.Suppress(SuppressionType.Bounce, "hard-bounce");
        (await world.Sender.HandleAsync(world.Retry(), default)).ShouldBe(QueueAction.Consume);
        world.Record("retry-1").ErrorType.ShouldBe("suppressed");
        world.Notification().GetProperty("originalEmailId").GetString().ShouldBe("mail-1");
    }

    [Fact]
    public async Task A_retry_under_a_high_bounce_rate_fails_and_names_the_rate()
    {
        world.Bounces(63, sent: 1000);
        (await world.Sender.HandleAsync(world.Retry(), default)).ShouldBe(QueueAction.Consume);
        var record = world.Record("retry-1");
        record.ErrorType.ShouldBe("bounce_rate_exceeded");
        record.ErrorCode.ShouldBe("RATE002");
        record.ErrorMessage.ShouldBe("Bounce rate exceeded during retry: 6.3%");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"emailId":"a","originalEmailId":"b","retryAttempt":2,"source":"s","detail":{}}""")]
    public async Task A_message_that_is_no_retry_leaves_a_failed_record(string body)
    {
        var message = world.Retry() with { Body = body };
        (await world.Sender.HandleAsync(message, default)).ShouldBe(QueueAction.Consume);
        world.Tracking.All.ShouldHaveSingleItem().ErrorCode.ShouldBe("VAL005");
    }
}
