using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every tracking store does. Derive, and give it a fresh store for each test.</summary>
public abstract class TrackingStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The store's clock; noon of a day.</summary>
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    private ITrackingStore Store { get; set; } = null!;

    private DateTimeOffset Now => Time.GetUtcNow();

    private static string Today => "2026-11-24";

    /// <summary>An empty store that goes by <see cref="Time"/>.</summary>
    protected abstract Task<ITrackingStore> CreateAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_first_claim_writes_the_record()
    {
        var record = Sending("a");
        var claim = await Store.ClaimAsync(record, Lifetime, default);
        claim.Outcome.ShouldBe(ClaimOutcome.Claimed);
        claim.Existing.ShouldBeNull();
        ShouldBeSame(await Store.GetAsync("a", default), record);
    }

    [Fact]
    public async Task A_claim_in_force_is_held_by_another()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        Time.Advance(Lifetime - TimeSpan.FromSeconds(1));
        var claim = await Store.ClaimAsync(Sending("a"), Lifetime, default);
        claim.Outcome.ShouldBe(ClaimOutcome.HeldByAnother);
        claim.Existing!.ClaimedAt.ShouldBe(Now - Lifetime + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_expired_claim_is_taken_over()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        Time.Advance(Lifetime);
        var claim = await Store.ClaimAsync(Sending("a"), Lifetime, default);
        claim.Outcome.ShouldBe(ClaimOutcome.Claimed);
        claim.Existing!.ClaimedAt.ShouldBe(Now - Lifetime);
        var record = await Store.GetAsync("a", default);
        record!.ClaimedAt.ShouldBe(Now);
        record.Timestamp.ShouldBe(Now - Lifetime);
        record.Events.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_released_claim_is_taken_over()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        await Store.ApplyAsync("a", new RecordChange
        {
            Entry = new("deferred", Now),
            Failure = new("throttled", "SES005", "SES error (Throttling)"),
            ReleasesClaimOf = Now,
        }, default);
        (await Store.GetAsync("a", default))!.ErrorType.ShouldBe("throttled");
        (await Store.ClaimAsync(Sending("a"), Lifetime, default)).Outcome.ShouldBe(ClaimOutcome.Claimed);
        (await Store.GetAsync("a", default))!.ErrorType.ShouldBeNull();
    }

    [Theory]
    [InlineData("throttled", ClaimOutcome.Claimed)]
    [InlineData("unavailable", ClaimOutcome.Claimed)]
    [InlineData("suppressed", ClaimOutcome.Finished)]
    [InlineData("ses_rejected", ClaimOutcome.Finished)]
    public async Task A_failure_may_be_taken_over_only_when_nothing_was_sent(string errorType, ClaimOutcome outcome)
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        await Store.ApplyAsync("a", Failed(errorType), default);
        (await Store.ClaimAsync(Sending("a"), Lifetime, default)).Outcome.ShouldBe(outcome);
        var counts = await Store.GetDailyCountsAsync(Today, default);
        counts.Failed.ShouldBe(outcome == ClaimOutcome.Claimed ? 0 : 1);
    }

    [Fact]
    public async Task A_sent_mail_is_finished()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        await Store.ApplyAsync("a", Sent("ses-a"), default);
        Time.Advance(TimeSpan.FromDays(1));
        var claim = await Store.ClaimAsync(Sending("a"), Lifetime, default);
        claim.Outcome.ShouldBe(ClaimOutcome.Finished);
        claim.Existing!.Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task Of_claims_made_at_once_one_wins()
    {
        var record = Sending("a");
        var claims = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => Task.Run(() => Store.ClaimAsync(record, Lifetime, default))));
        claims.Count(c => c.Outcome == ClaimOutcome.Claimed).ShouldBe(1);
        claims.Count(c => c.Outcome == ClaimOutcome.HeldByAnother).ShouldBe(19);
    }

    [Fact]
    public async Task Of_takeovers_made_at_once_one_wins()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        Time.Advance(Lifetime);
        var record = Sending("a");
        var claims = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => Task.Run(() => Store.ClaimAsync(record, Lifetime, default))));
        claims.Count(c => c.Outcome == ClaimOutcome.Claimed).ShouldBe(1);
    }

    [Fact]
    public async Task A_record_is_added_once()
    {
        (await Store.AddAsync(Whole("a"), default)).ShouldBeTrue();
        (await Store.AddAsync(Sending("a"), default)).ShouldBeFalse();
        ShouldBeSame(await Store.GetAsync("a", default), Whole("a"));
    }

    [Fact]
    public async Task A_record_with_everything_in_it_comes_back_as_it_went()
    {
        await Store.AddAsync(Whole("every field"), default);
        ShouldBeSame(await Store.GetAsync("every field", default), Whole("every field"));
    }

    [Fact]
    public async Task A_record_with_nothing_optional_comes_back_as_it_went()
    {
        var record = Sending("a") with { ToEmail = "", TemplateName = "", Source = "", Events = [], ClaimedAt = null };
        await Store.AddAsync(record, default);
        ShouldBeSame(await Store.GetAsync("a", default), record);
    }

    [Fact]
    public async Task A_change_does_what_the_model_says()
    {
        var before = Sending("a");
        await Store.ClaimAsync(before, Lifetime, default);
        var result = await Store.ApplyAsync("a", Sent("ses-a"), default);
        var expected = before.Apply(Sent("ses-a"));
        result.Applied.ShouldBeTrue();
        ShouldBeSame(result.Before, before);
        ShouldBeSame(result.After, expected);
        ShouldBeSame(await Store.GetAsync("a", default), expected);
    }

    [Fact]
    public async Task The_same_feedback_counts_once()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        await Store.ApplyAsync("a", Sent("ses-a"), default);
        var open = new RecordChange { Entry = new("open", Now, "feedback-1"), Status = EmailStatus.Opened, OpenedAt = Now };
        (await Store.ApplyAsync("a", open, default)).Applied.ShouldBeTrue();
        (await Store.ApplyAsync("a", open, default)).Applied.ShouldBeFalse();
        (await Store.GetAsync("a", default))!.OpenCount.ShouldBe(1);
        (await Store.GetDailyCountsAsync(Today, default)).Opened.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_an_unknown_mail_writes_nothing()
    {
        var result = await Store.ApplyAsync("nobody", Sent("ses-a"), default);
        result.ShouldBe(new ChangeResult(null, null));
        result.Applied.ShouldBeFalse();
        (await Store.GetAsync("nobody", default)).ShouldBeNull();
        (await Store.GetDailyCountsAsync(Today, default)).ShouldBe(default);
    }

    [Fact]
    public async Task Of_changes_made_at_once_none_is_lost()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.ApplyAsync("a", new RecordChange
        {
            Entry = new("open", Now, $"feedback-{i}"),
            Status = EmailStatus.Opened,
            OpenedAt = Now,
            SentAt = Now,
        }, default))));
        var record = await Store.GetAsync("a", default);
        record!.OpenCount.ShouldBe(20);
        record.Events.Count.ShouldBe(21);
        var counts = await Store.GetDailyCountsAsync(Today, default);
        counts.ShouldBe(new DailyCounts { Sent = 1, Opened = 1 });
    }

    [Fact]
    public async Task A_mail_is_found_by_SES_message_id()
    {
        await Store.ClaimAsync(Sending("a"), Lifetime, default);
        await Store.ApplyAsync("a", Sent("ses-a"), default);
        (await Store.FindBySesMessageIdAsync("ses-a", default))!.EmailId.ShouldBe("a");
        (await Store.FindBySesMessageIdAsync("ses-b", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_recipients_records_come_newest_first_and_no_more_than_asked_for()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.AddAsync(Sending($"mail-{i}") with { Timestamp = Now.AddMinutes(i) }, default);
        }
        await Store.AddAsync(Sending("other") with { ToEmail = "other@example.org" }, default);
        var found = await Store.ListByRecipientAsync("jo@example.org", 3, default);
        found.Select(r => r.EmailId).ShouldBe(["mail-4", "mail-3", "mail-2"]);
        (await Store.ListByRecipientAsync("nobody@example.org", 3, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_expired_is_not_read_any_more()
    {
        var ttl = Now.AddDays(30).ToUnixTimeSeconds();
        await Store.AddAsync(Sending("a") with { Ttl = ttl, SesMessageId = "ses-a" }, default);
        Time.Advance(TimeSpan.FromDays(30));
        (await Store.GetAsync("a", default)).ShouldBeNull();
        (await Store.FindBySesMessageIdAsync("ses-a", default)).ShouldBeNull();
        (await Store.ListByRecipientAsync("jo@example.org", 10, default)).ShouldBeEmpty();
        (await Store.ApplyAsync("a", Sent("ses-a"), default)).Before.ShouldBeNull();
        var claim = await Store.ClaimAsync(Sending("a"), Lifetime, default);
        claim.ShouldBe(new ClaimResult(ClaimOutcome.Claimed, null));
    }

    [Fact]
    public async Task The_days_counters_follow_the_records()
    {
        for (var i = 0; i < 4; i++)
        {
            await Store.ClaimAsync(Sending($"mail-{i}"), Lifetime, default);
            await Store.ApplyAsync($"mail-{i}", Sent($"ses-{i}"), default);
        }
        await Store.ApplyAsync("mail-0", Bounce("Permanent", "General", hard: true), default);
        await Store.ApplyAsync("mail-1", Bounce("Permanent", "Suppressed", hard: true), default);
        await Store.ApplyAsync("mail-2", Bounce("Transient", "MailboxFull", hard: false), default);
        await Store.ApplyAsync("mail-3", new RecordChange
        {
            Entry = new("complaint", Now, "c"),
            Status = EmailStatus.Complained,
            Complaint = new(Now, "abuse", true),
            DeliveredAt = Now,
        }, default);
        (await Store.GetDailyCountsAsync(Today, default)).ShouldBe(new DailyCounts
        {
            Sent = 4,
            Delivered = 1,
            SoftBounced = 1,
            Bounced = 2,
            CountedBounces = 1,
            Complained = 1,
            CountedComplaints = 1,
        });
        (await Store.GetDailyCountsAsync("2026-11-25", default)).ShouldBe(default);
    }

    [Fact]
    public async Task Counters_of_records_written_at_once_are_all_there()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            await Store.ClaimAsync(Sending($"mail-{i}"), Lifetime, default);
            await Store.ApplyAsync($"mail-{i}", Sent($"ses-{i}"), default);
        })));
        (await Store.GetDailyCountsAsync(Today, default)).Sent.ShouldBe(30);
    }

    // Whatever kind of list a store keeps the timeline in.
    private static void ShouldBeSame(TrackingRecord? actual, TrackingRecord expected)
    {
        actual.ShouldNotBeNull();
        actual.Events.ShouldBe(expected.Events);
        (actual with { Events = expected.Events }).ShouldBe(expected);
    }

    private TrackingRecord Sending(string emailId) => new()
    {
        EmailId = emailId,
        ToEmail = "jo@example.org",
        Status = EmailStatus.Sending,
        Timestamp = Now,
        TemplateName = "welcome",
        Source = "my.application",
        OriginalEmailId = emailId,
        ClaimedAt = Now,
        Events = [new("sending", Now)],
        Ttl = Now.AddDays(90).ToUnixTimeSeconds(),
    };

    // Texts as hostile as they come: quotes, line breaks, emoji, combining marks, a NUL.
    private TrackingRecord Whole(string emailId) => Sending(emailId) with
    {
        Status = EmailStatus.Complained,
        OriginalEmailId = "first",
        RetryAttempt = 1,
        Subject = "Grüße 'an' \"alle\" 👋🏽 \\ ; DROP TABLE records; --",
        SesMessageId = "0100-abc",
        SenderEmail = "noreply@example.com",
        MetadataJson = """{"campaignId":"summer","n":1.50,"deep":{"list":[1,null,true,"x"]}}""",
        TemplateVersion = "1.2.0",
        ErrorType = "throttled",
        ErrorCode = "SES005",
        ErrorMessage = "line one\nline two\t\u0001",
        SentAt = Now.AddMilliseconds(1),
        DeliveredAt = Now.AddMilliseconds(2),
        OpenedAt = Now.AddMilliseconds(3),
        OpenCount = 4,
        MachineOpenCount = 5,
        ClickCount = 6,
        DelayedAt = Now.AddMilliseconds(7),
        BouncedAt = Now.AddMilliseconds(8),
        BounceType = "Transient",
        BounceSubType = "MailboxFull",
        BounceReason = "smtp; 552 5.2.2 mailbox full",
        ComplainedAt = Now.AddMilliseconds(9),
        ComplaintFeedbackType = "abuse",
        FailedAt = Now.AddMilliseconds(10),
        RetryDetailJson = """{"to":"jo@example.org"}""",
        Events = [new("sending", Now), new("open", Now.AddMilliseconds(3), "feedback-1", "a note, with \"quotes\" and 👋")],
    };

    private RecordChange Sent(string messageId) => new()
    {
        Entry = new("sent", Now),
        Status = EmailStatus.Sent,
        SentAt = Now,
        SesMessageId = messageId,
        Subject = "Welcome Jo",
        SenderEmail = "noreply@example.com",
        TemplateVersion = "1.0.0",
    };

    private RecordChange Failed(string errorType) => new()
    {
        Entry = new("failed", Now),
        Status = EmailStatus.Failed,
        Failure = new(errorType, "X001", "Why"),
    };

    private RecordChange Bounce(string type, string subType, bool hard) => new()
    {
        Entry = new("bounce", Now, Guid.NewGuid().ToString()),
        Status = hard ? EmailStatus.Bounced : EmailStatus.SoftBounced,
        Bounce = new(Now, type, subType, "smtp; 550", hard, SesBounces.Counts(type, subType)),
    };
}
