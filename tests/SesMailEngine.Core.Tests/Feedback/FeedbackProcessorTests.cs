using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Feedback;

public sealed class FeedbackProcessorTests
{
    private readonly FeedbackBed bed = new();

    public static TheoryData<string, string, string?> StatusTable => new()
    {
        { SesEvents.Send(), "sent", null },
        { SesEvents.Delivery(), "delivered", "delivered" },
        { SesEvents.Open(), "opened", "opened" },
        { SesEvents.Bounce(), "bounced", "bounced" },
        { SesEvents.Bounce("Permanent", "NoEmail"), "bounced", "bounced" },
        { SesEvents.Bounce("Undetermined", "Suppressed"), "bounced", "bounced" },
        { SesEvents.Bounce("Transient", "OnAccountSuppressionList"), "bounced", "bounced" },
        { SesEvents.Bounce("Transient", "EmailValidationSuppressed"), "bounced", "bounced" },
        { SesEvents.Bounce("Transient", "General"), "soft_bounced", "soft_bounced" },
        { SesEvents.Bounce("Transient", "MessageTooLarge"), "soft_bounced", "soft_bounced" },
        { SesEvents.Bounce("Undetermined", "Undetermined"), "soft_bounced", "soft_bounced" },
        { SesEvents.Complaint(), "complained", "complained" },
        { SesEvents.Complaint("not-spam"), "complained", "complained" },
        { SesEvents.Reject(), "failed", "failed" },
        { SesEvents.RenderingFailure(), "failed", "failed" },
        { SesEvents.Delay(), "sent", null },
        { SesEvents.Click(), "sent", null },
        { SesEvents.Subscription(), "sent", null },
    };

    [Theory]
    [MemberData(nameof(StatusTable))]
    public async Task Each_kind_has_its_status_and_its_notification(string payload, string status, string? told)
    {
        (await bed.ProcessAsync(payload)).ShouldBe(FeedbackOutcome.Applied);
        bed.Record.Status.ToWireName().ShouldBe(status);
        bed.ToldStatuses.ShouldBe(told is null ? [] : [told]);
    }

    [Theory]
    [MemberData(nameof(StatusTable))]
    public async Task Feedback_that_comes_twice_changes_nothing(string payload, string status, string? told)
    {
        await bed.ProcessAsync(payload);
        var (record, suppressed, retries) = (bed.Record, bed.Suppression.All, bed.Retries.Messages);
        bed.Time.Advance(TimeSpan.FromMinutes(1));
        (await bed.ProcessAsync(payload)).ShouldBe(FeedbackOutcome.Duplicate);
        bed.Record.ShouldBeSameAs(record);
        bed.Record.Status.ToWireName().ShouldBe(status);
        bed.Suppression.All.ShouldBe(suppressed);
        bed.Retries.Messages.ShouldBe(retries);
        bed.ToldStatuses.ShouldBe(told is null ? [] : [told]);
    }

    [Theory]
    [MemberData(nameof(StatusTable))]
    public async Task An_identity_notification_does_the_same(string payload, string status, string? told)
    {
        (await bed.ProcessAsync(SesEvents.AsNotification(payload))).ShouldBe(FeedbackOutcome.Applied);
        bed.Record.Status.ToWireName().ShouldBe(status);
        bed.ToldStatuses.ShouldBe(told is null ? [] : [told]);
    }

    [Theory]
    [InlineData("sns")]
    [InlineData("lambda")]
    [InlineData("sqs")]
    public async Task Every_wrapping_is_taken_off(string wrapping)
    {
        var payload = wrapping switch
        {
            "sns" => SesEvents.AsSns(SesEvents.Delivery()),
            "lambda" => SesEvents.AsLambda(SesEvents.Delivery()),
            _ => SesEvents.AsLambdaFromSqs(SesEvents.Delivery()),
        };
        (await bed.ProcessAsync(payload)).ShouldBe(FeedbackOutcome.Applied);
        bed.Record.Status.ShouldBe(EmailStatus.Delivered);
        bed.Record.Events[^1].Id.ShouldStartWith("sns-");
    }

    [Fact]
    public async Task A_delivery_costs_one_write_and_one_notification()
    {
        await bed.ProcessAsync(SesEvents.Delivery());
        bed.Tracking.Faults.Calls("ApplyAsync").ShouldBe(1);
        bed.Tracking.Faults.Calls("GetAsync").ShouldBe(0);
        bed.Tracking.Faults.Calls("FindBySesMessageIdAsync").ShouldBe(0);
        bed.Publisher.Faults.Calls("PublishAsync").ShouldBe(1);
    }

    [Fact]
    public async Task The_facts_of_a_bounce_are_on_the_record()
    {
        await bed.ProcessAsync(SesEvents.Bounce("Permanent", "NoEmail"));
        bed.Record.BouncedAt.ShouldBe(SesEvents.SentAt.AddSeconds(10));
        bed.Record.BounceType.ShouldBe("Permanent");
        bed.Record.BounceSubType.ShouldBe("NoEmail");
        bed.Record.BounceReason.ShouldBe("smtp; 550 5.1.1 user unknown");
        bed.Record.Events[^1].ShouldBe(new TimelineEntry("bounce", SesEvents.SentAt.AddSeconds(10), "bounce-1", "Permanent/NoEmail"));
    }

    [Fact]
    public async Task The_facts_of_the_others_are_on_the_record()
    {
        await bed.AfterAsync(SesEvents.Delay(), SesEvents.Delivery(), SesEvents.Open(), SesEvents.Open(61), SesEvents.Click(), SesEvents.Complaint());
        bed.Record.DelayedAt.ShouldBe(SesEvents.SentAt.AddSeconds(30));
        bed.Record.DeliveredAt.ShouldBe(SesEvents.SentAt.AddSeconds(2));
        bed.Record.OpenedAt.ShouldBe(SesEvents.SentAt.AddSeconds(60));
        bed.Record.OpenCount.ShouldBe(2);
        bed.Record.ClickCount.ShouldBe(1);
        bed.Record.ComplainedAt.ShouldBe(SesEvents.SentAt.AddSeconds(90));
        bed.Record.ComplaintFeedbackType.ShouldBe("abuse");
    }

    [Fact]
    public async Task A_rejection_says_why()
    {
        await bed.ProcessAsync(SesEvents.Reject());
        bed.Record.ErrorType.ShouldBe("ses_rejected");
        bed.Record.ErrorMessage.ShouldBe("SES error (MessageRejected)");
        bed.Record.Events[^1].Note.ShouldBe("Bad content");
        var detail = bed.Publisher.Details.Single();
        detail.GetProperty("errorType").GetString().ShouldBe("ses_rejected");
        detail.TryGetProperty("sesMessageId", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_send_event_settles_a_record_that_is_sending()
    {
        bed.Tracking.Put(bed.Record with { Status = EmailStatus.Sending, ClaimedAt = SesEvents.SentAt, SentAt = null, SesMessageId = null });
        await bed.ProcessAsync(SesEvents.Send());
        bed.Record.Status.ShouldBe(EmailStatus.Sent);
        bed.Record.SesMessageId.ShouldBe("ses-1");
        bed.Record.SentAt.ShouldBe(SesEvents.SentAt);
        bed.Record.ClaimedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_first_opening_is_told()
    {
        await bed.AfterAsync(SesEvents.Open(60), SesEvents.Open(61), SesEvents.Open(62));
        bed.Record.OpenCount.ShouldBe(3);
        bed.ToldStatuses.ShouldBe(["opened"]);
    }

    [Fact]
    public async Task What_was_overtaken_is_told_all_the_same()
    {
        await bed.AfterAsync(SesEvents.Open(), SesEvents.Delivery());
        bed.Record.Status.ShouldBe(EmailStatus.Opened);
        bed.ToldStatuses.ShouldBe(["opened", "delivered"]);
    }

    [Fact]
    public async Task A_second_report_of_one_delivery_is_not_told_again()
    {
        await bed.AfterAsync(SesEvents.AsSns(SesEvents.Delivery(), "sns-1"), SesEvents.AsSns(SesEvents.Delivery(), "sns-2"));
        bed.ToldStatuses.ShouldBe(["delivered"]);
    }

    [Theory]
    [InlineData("GetAsync")]
    [InlineData("ApplyAsync")]
    public async Task A_tracking_store_that_is_away_means_once_more(string member)
    {
        bed.Tracking.Faults.FailNext(member);
        (await bed.ProcessAsync(SesEvents.Bounce())).ShouldBe(FeedbackOutcome.Retry);
        bed.Log.At(LogLevel.Error).Single().ErrorCode.ShouldBe("FBK003");
        (await bed.ProcessAsync(SesEvents.Bounce())).ShouldBe(FeedbackOutcome.Applied);
        bed.Record.Status.ShouldBe(EmailStatus.Bounced);
        bed.ToldStatuses.ShouldBe(["bounced"]);
    }

    [Fact]
    public async Task A_bus_that_is_away_does_not_fail_the_update()
    {
        bed.Publisher.Faults.FailAlways("PublishAsync");
        (await bed.ProcessAsync(SesEvents.Delivery())).ShouldBe(FeedbackOutcome.Applied);
        bed.Record.Status.ShouldBe(EmailStatus.Delivered);
        bed.Log.Lines.ShouldContain(line => line.ErrorCode == "FBK007");
    }

    [Theory]
    [InlineData("order-1", "order-1")]
    [InlineData("order 1/ä", null)]
    [InlineData("order/1?x", "order/1?x")]
    public async Task The_record_is_found_by_the_tag_as_it_travelled(string id, string? found)
    {
        bed.Tracking.Put(FeedbackBed.Sent(id) with { SesMessageId = "another" });
        var outcome = await bed.ProcessAsync(SesEvents.Delivery(MessageTags.Encode(id)));
        outcome.ShouldBe(FeedbackOutcome.Applied);
        bed.Tracking[found ?? "order-1"].Status.ShouldBe(EmailStatus.Delivered);
    }

    [Fact]
    public async Task A_tag_nobody_knows_falls_back_on_the_message_id()
    {
        (await bed.ProcessAsync(SesEvents.Delivery("nobody"))).ShouldBe(FeedbackOutcome.Applied);
        bed.Record.Status.ShouldBe(EmailStatus.Delivered);
    }

    [Fact]
    public async Task Feedback_without_a_record_is_logged_and_consumed()
    {
        bed.Tracking.Put(bed.Record with { SesMessageId = "another" });
        (await bed.ProcessAsync(SesEvents.Delivery(null))).ShouldBe(FeedbackOutcome.RecordMissing);
        bed.Log.Lines.Select(line => line.ErrorCode).ShouldBe(["FBK006", "FBK009"]);
        bed.Publisher.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bounce_without_a_record_suppresses_all_the_same()
    {
        bed.Tracking.Put(bed.Record with { SesMessageId = "another" });
        (await bed.ProcessAsync(SesEvents.Bounce(emailId: null))).ShouldBe(FeedbackOutcome.RecordMissing);
        bed.Suppression.All.Single().Email.ShouldBe("jo@example.com");
    }

    [Fact]
    public async Task A_kind_nobody_knows_is_logged_and_consumed()
    {
        (await bed.ProcessAsync("""{"eventType":"Teleport","mail":{}}""")).ShouldBe(FeedbackOutcome.Ignored);
        bed.Log.Lines.Single().ErrorCode.ShouldBe("FBK002");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"eventType":5}""")]
    [InlineData("""{"eventType":"Delivery"}""")]
    [InlineData("""{"eventType":"Delivery","mail":{}}""")]
    [InlineData("""{"eventType":"Delivery","mail":{"messageId":"m"}}""")]
    [InlineData("""{"eventType":"Delivery","mail":{"messageId":"m","timestamp":"yesterday"}}""")]
    [InlineData("""{"eventType":"Bounce","mail":{"messageId":"m","timestamp":"2026-11-24T12:00:00Z"}}""")]
    [InlineData("""{"eventType":"Bounce","bounce":{},"mail":{"messageId":"m","timestamp":"2026-11-24T12:00:00Z"}}""")]
    [InlineData("""{"Records":[{"Sns":{"Message":"not json"}}]}""")]
    [InlineData("""{"Records":[{}]}""")]
    [InlineData("""{"Records":["x"]}""")]
    [InlineData("""{"eventType":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"eventType":"Delivery"}""")]
    public async Task What_cannot_be_read_is_for_the_dead_letter_queue(string payload)
    {
        (await bed.ProcessAsync(payload)).ShouldBe(FeedbackOutcome.Unparseable);
        bed.Log.At(LogLevel.Error).Single().ErrorCode.ShouldBe("FBK001");
        bed.Log.At(LogLevel.Error).Single().Message.ShouldStartWith("Failed to parse SNS message");
    }

    [Fact]
    public async Task A_payload_is_bounded_in_size_and_depth()
    {
        (await bed.ProcessAsync(new string(' ', 1024 * 1024) + SesEvents.Delivery())).ShouldBe(FeedbackOutcome.Unparseable);
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);
        (await bed.ProcessAsync(deep)).ShouldBe(FeedbackOutcome.Unparseable);
    }

    [Theory]
    [InlineData("""{"Type":"Notification","MessageId":"m","Message":"Successfully validated SNS topic for Amazon SES event publishing."}""")]
    [InlineData("""{"Type":"SubscriptionConfirmation","MessageId":"m","Message":"You have chosen to subscribe","SubscribeURL":"https://x"}""")]
    public async Task What_is_said_when_the_topic_is_set_up_is_no_error(string payload)
    {
        (await bed.ProcessAsync(payload)).ShouldBe(FeedbackOutcome.Ignored);
        bed.Log.Lines.ShouldAllBe(line => line.Level == LogLevel.Debug);
    }

    [Fact]
    public async Task Of_several_events_the_outcome_that_asks_most_is_told()
    {
        (await bed.ProcessAsync(SesEvents.AsLambda(SesEvents.Delivery(), "broken", SesEvents.Click())))
            .ShouldBe(FeedbackOutcome.Unparseable);
        bed.Record.Status.ShouldBe(EmailStatus.Delivered);
        bed.Record.ClickCount.ShouldBe(1);
    }

    [Fact]
    public async Task No_log_line_holds_a_whole_address()
    {
        await bed.AfterAsync(SesEvents.Bounce(), SesEvents.Complaint(), SesEvents.SoftBounce(), SesEvents.Delivery());
        bed.Log.Lines.ShouldNotBeEmpty();
        bed.Log.Lines.ShouldAllBe(line => !line.Message.Contains("jo@example.com"));
        bed.Log.Lines.ShouldContain(line => line.Message.Contains("j***@example.com"));
    }

    [Fact]
    public async Task An_address_of_a_cancelled_call_is_tried_again()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => bed.Processor().ProcessAsync(
            System.Text.Encoding.UTF8.GetBytes(SesEvents.Delivery()), cancelled.Token));
        (await bed.ProcessAsync(SesEvents.Delivery())).ShouldBe(FeedbackOutcome.Applied);
    }
}
