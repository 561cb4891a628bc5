using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Feedback;

public sealed class FeedbackSuppressionTests
{
    private readonly FeedbackBed bed = new();

    private static SuppressionEntry Entry(SuppressionType type, string reason) => new()
    {
        Email = "jo@example.com",
        Type = type,
        Reason = reason,
        AddedAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public async Task A_hard_bounce_suppresses_at_once()
    {
        await bed.ProcessAsync(SesEvents.Bounce("Permanent", "NoEmail"));
        bed.Suppression.All.Single().ShouldBe(new SuppressionEntry
        {
            Email = "jo@example.com",
            Type = SuppressionType.Bounce,
            Reason = "hard-bounce",
            AddedAt = bed.Time.GetUtcNow(),
            EmailId = "order-1",
            BounceSubType = "NoEmail",
            DiagnosticCode = "smtp; 550 5.1.1 user unknown",
        });
    }

    [Fact]
    public async Task A_complaint_suppresses_at_once()
    {
        await bed.ProcessAsync(SesEvents.Complaint());
        var entry = bed.Suppression.All.Single();
        entry.Type.ShouldBe(SuppressionType.Complaint);
        entry.Reason.ShouldBe("spam-complaint");
        entry.BounceSubType.ShouldBeNull();
    }

    [Fact]
    public async Task A_complaint_that_says_not_spam_suppresses_nobody()
    {
        await bed.ProcessAsync(SesEvents.Complaint("not-spam"));
        bed.Suppression.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everybody_named_is_suppressed_in_lower_case_and_nobody_else()
    {
        await bed.ProcessAsync(SesEvents.Bounce(recipients: ["Jo@Example.com", "Ann Bee <ann@EXAMPLE.org>", "\"odd one\"@example.net", "no address"]));
        bed.Suppression.All.Select(entry => entry.Email).ShouldBe(["\"odd one\"@example.net", "ann@example.org", "jo@example.com"], ignoreOrder: true);
    }

    [Fact]
    public async Task Everybody_who_complained_is_suppressed()
    {
        await bed.ProcessAsync(SesEvents.Complaint(recipients: ["A@example.com", "b@example.com"]));
        bed.Suppression.All.Select(entry => entry.Email).ShouldBe(["a@example.com", "b@example.com"]);
    }

    [Theory]
    [InlineData(SuppressionType.Complaint, "spam-complaint", "spam-complaint")]
    [InlineData(SuppressionType.Bounce, "hard-bounce", "hard-bounce")]
    [InlineData(SuppressionType.Bounce, "consecutive-soft-bounces", "hard-bounce")]
    [InlineData(SuppressionType.Manual, "manual", "hard-bounce")]
    public async Task A_bounce_replaces_only_what_weighs_less(SuppressionType type, string reason, string expected)
    {
        bed.Suppression.Put(Entry(type, reason));
        await bed.ProcessAsync(SesEvents.Bounce());
        bed.Suppression.All.Single().Reason.ShouldBe(expected);
        bed.Suppression.All.Single().AddedAt.ShouldBe(reason == expected ? DateTimeOffset.UnixEpoch : bed.Time.GetUtcNow());
    }

    [Theory]
    [InlineData(SuppressionType.Bounce, "hard-bounce")]
    [InlineData(SuppressionType.Manual, "manual")]
    public async Task A_complaint_replaces_everything(SuppressionType type, string reason)
    {
        bed.Suppression.Put(Entry(type, reason));
        await bed.ProcessAsync(SesEvents.Complaint());
        bed.Suppression.All.Single().Type.ShouldBe(SuppressionType.Complaint);
    }

    [Fact]
    public async Task An_address_taken_off_by_hand_stays_off_when_old_feedback_comes_again()
    {
        await bed.ProcessAsync(SesEvents.Bounce());
        bed.Suppression.Remove("jo@example.com");
        await bed.ProcessAsync(SesEvents.Bounce());
        bed.Suppression.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_soft_bounce_suppresses_nobody()
    {
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Suppression.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, true)]
    [InlineData(10, 8, false)]
    [InlineData(10, 9, true)]
    public async Task Soft_bounces_in_a_row_suppress_when_there_are_enough(int threshold, int before, bool suppressed)
    {
        var other = new FeedbackBed(threshold: threshold);
        for (var i = 1; i <= before; i++) other.Tracking.Put(FeedbackBed.SoftBounced($"old-{i}", -i * 100));
        await other.ProcessAsync(SesEvents.SoftBounce());
        other.Suppression.All.Select(entry => entry.Reason)
            .ShouldBe(suppressed ? ["consecutive-soft-bounces"] : []);
    }

    [Theory]
    [InlineData(EmailStatus.Delivered, false)]
    [InlineData(EmailStatus.Opened, false)]
    [InlineData(EmailStatus.Bounced, false)]
    [InlineData(EmailStatus.Complained, false)]
    [InlineData(EmailStatus.Sent, true)]
    [InlineData(EmailStatus.Sending, true)]
    [InlineData(EmailStatus.Failed, true)]
    public async Task Only_another_fate_breaks_a_row(EmailStatus between, bool suppressed)
    {
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-1", -300));
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-2", -200));
        bed.Tracking.Put(FeedbackBed.Sent("between", -100) with { Status = between, SesMessageId = "x" });
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Suppression.All.Any().ShouldBe(suppressed);
    }

    [Fact]
    public async Task A_row_is_found_behind_many_mails_without_feedback()
    {
        for (var i = 1; i <= 40; i++) bed.Tracking.Put(FeedbackBed.Sent($"new-{i}", i) with { SesMessageId = $"n{i}" });
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-1", -300));
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-2", -200));
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Suppression.All.Single().Reason.ShouldBe("consecutive-soft-bounces");
    }

    [Theory]
    [InlineData("MessageTooLarge")]
    [InlineData("ContentRejected")]
    [InlineData("AttachmentRejected")]
    public async Task The_messages_own_fault_does_not_count_against_the_address(string subType)
    {
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-1", -300));
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-2", -200));
        await bed.ProcessAsync(SesEvents.SoftBounce(subType: subType));
        bed.Suppression.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_messages_own_fault_neither_counts_nor_breaks_a_row_later()
    {
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-1", -300));
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-2", -200, subType: "MessageTooLarge"));
        await bed.ProcessAsync(SesEvents.SoftBounce());
        bed.Suppression.All.ShouldBeEmpty();
        bed.Tracking.Put(FeedbackBed.SoftBounced("old-3", -100));
        bed.Tracking.Put(FeedbackBed.Sent("order-2") with { SesMessageId = "ses-2" });
        await bed.ProcessAsync(SesEvents.SoftBounce("soft-2", "order-2"));
        bed.Suppression.All.Single().EmailId.ShouldBe("order-2");
    }

    [Fact]
    public async Task A_list_that_is_away_means_once_more()
    {
        bed.Suppression.Faults.FailNext("AddAsync");
        (await bed.ProcessAsync(SesEvents.Complaint())).ShouldBe(FeedbackOutcome.Retry);
        bed.Log.At(LogLevel.Error).Single().ErrorCode.ShouldBe("FBK004");
        bed.Record.Status.ShouldBe(EmailStatus.Sent);
        (await bed.ProcessAsync(SesEvents.Complaint())).ShouldBe(FeedbackOutcome.Applied);
        bed.Suppression.All.Count.ShouldBe(1);
    }
}
