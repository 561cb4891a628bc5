using System.Text.Json;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Feedback;

public sealed class SoftBounceRetryTests
{
    private readonly FeedbackBed bed = new();

    [Fact]
    public async Task A_first_soft_bounce_puts_one_retry_on_the_queue()
    {
        await bed.ProcessAsync(SesEvents.SoftBounce());
        var (id, body) = bed.Retries.Messages.Single();
        id.ShouldBe(RetryRequest.IdFor("order-1"));
        RetryRequest.FromJson(body).ShouldBe(new RetryRequest
        {
            EmailId = id,
            OriginalEmailId = "order-1",
            Source = "my.app",
            DetailJson = """{"to":"jo@example.com","templateName":"welcome","metadata":{"n":1}}""",
        });
    }

    [Fact]
    public async Task The_timeline_names_the_retry_and_the_record_forgets_the_request()
    {
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Record.Events[^1].Note.ShouldBe($"Transient/MailboxFull; retry {RetryRequest.IdFor("order-1")}");
        bed.Record.RetryDetailJson.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_soft_bounce_of_one_mail_puts_no_other()
    {
        await bed.AfterAsync(SesEvents.SoftBounce("soft-1"), SesEvents.SoftBounce("soft-2"));
        bed.Retries.Faults.Calls("EnqueueAsync").ShouldBe(1);
        bed.ToldStatuses.ShouldBe(["soft_bounced"]);
        bed.Log.At(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_never_retries_again()
    {
        bed.Tracking.Put(bed.Record with { RetryAttempt = 1 });
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Retries.Messages.ShouldBeEmpty();
        bed.Record.Status.ShouldBe(EmailStatus.SoftBounced);
    }

    [Fact]
    public async Task Retries_can_be_switched_off()
    {
        var other = new FeedbackBed(softBounceRetries: 0);
        await other.ProcessAsync(SesEvents.SoftBounce());
        other.Retries.Messages.ShouldBeEmpty();
        other.Log.At(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_gets_suppressed_is_not_retried()
    {
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-1", -300));
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-2", -200));
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Retries.Messages.ShouldBeEmpty();
        bed.Record.RetryDetailJson.ShouldBeNull();
    }

    [Theory]
    [InlineData(EmailStatus.Delivered)]
    [InlineData(EmailStatus.Opened)]
    [InlineData(EmailStatus.Complained)]
    public async Task A_mail_that_arrived_is_not_sent_again(EmailStatus status)
    {
        bed.Tracking.Put(bed.Record with { Status = status });
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Retries.Messages.ShouldBeEmpty();
        bed.Record.Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_request_that_was_not_kept_is_told()
    {
        bed.Tracking.Put(bed.Record with { RetryDetailJson = null });
        (await bed.ProcessAsync(SesEvents.SoftBounce())).ShouldBe(FeedbackOutcome.Applied);
        bed.Log.At(LogLevel.Warning).Single().ErrorCode.ShouldBe("FBK005");
    }

    [Fact]
    public async Task A_retry_queue_that_is_away_means_once_more()
    {
        bed.Retries.Faults.FailNext("EnqueueAsync");
        (await bed.ProcessAsync(SesEvents.SoftBounce())).ShouldBe(FeedbackOutcome.Retry);
        bed.Log.At(LogLevel.Error).Single().ErrorCode.ShouldBe("FBK005");
        (await bed.ProcessAsync(SesEvents.SoftBounce())).ShouldBe(FeedbackOutcome.Applied);
        bed.Retries.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_after_the_retry_was_queued_loses_and_doubles_nothing()
    {
        bed.Tracking.Faults.FailNext("ApplyAsync");
        (await bed.ProcessAsync(SesEvents.SoftBounce())).ShouldBe(FeedbackOutcome.Retry);
        (await bed.ProcessAsync(SesEvents.SoftBounce())).ShouldBe(FeedbackOutcome.Applied);
        bed.Retries.Messages.Count.ShouldBe(1);
        bed.ToldStatuses.ShouldBe(["soft_bounced"]);
    }

    [Fact]
    public async Task A_hard_bounce_after_a_soft_one_is_told_and_suppresses()
    {
        await bed.AfterAsync(SesEvents.SoftBounce(), SesEvents.Bounce());
        bed.ToldStatuses.ShouldBe(["soft_bounced", "bounced"]);
        bed.Suppression.All.Single().Reason.ShouldBe("hard-bounce");
    }

    [Fact]
    public async Task The_notification_does_not_show_the_request()
    {
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Publisher.Details.Single().TryGetProperty("retryDetail", out JsonElement _).ShouldBeFalse();
    }
}
