using System.Net;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Aws.Tests.Faults;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Tests.DynamoDb;

// Real items in the emulator; the way there is what goes wrong.
public sealed class TrackingFaultTests(EmulatorSet emulators) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly FaultyHandler wire = new();
    private readonly FakeTimeProvider time = new(Noon);
    private Tables tables = null!;
    private TrackingStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Silences => ["lost answer", "timeout", "internal error", "lost request"];

    public static TheoryData<string, string> SilencesOfChanges => new(
        from silence in Silences
        from change in new[] { "sent", "send", "delivery", "open", "hard bounce", "soft bounce", "complaint", "failed", "deferred", "late bounce" }
        select (silence.Data, change));

    public async ValueTask InitializeAsync()
    {
        tables = await Tables.CreateAsync(emulators);
        var config = DynamoDbClients.Config(tables.Target);
        config.HttpClientFactory = wire.Factory;
        store = tables.Tracking(time, new Amazon.DynamoDBv2.AmazonDynamoDBClient(tables.Target.Credentials, config));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_claim_that_nobody_answers_is_ours_all_the_same(string silence)
    {
        wire.Next("PutItem", Of(silence));
        (await store.ClaimAsync(Sending("a"), Lifetime, Cancel)).ShouldBe(new ClaimResult(ClaimOutcome.Claimed, null));
        (await store.ClaimAsync(Sending("a"), Lifetime, Cancel)).Outcome.ShouldBe(ClaimOutcome.HeldByAnother);
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_takeover_that_nobody_answers_is_ours_all_the_same(string silence)
    {
        await store.ClaimAsync(Sending("a"), Lifetime, Cancel);
        time.Advance(Lifetime);
        wire.Next("UpdateItem", Of(silence));
        var claim = await store.ClaimAsync(Sending("a") with { ClaimedAt = time.GetUtcNow() }, Lifetime, Cancel);
        claim.Outcome.ShouldBe(ClaimOutcome.Claimed);
        claim.Existing!.ClaimedAt.ShouldBe(Noon);
        (await store.GetAsync("a", Cancel))!.Events.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_record_that_nobody_answers_for_is_added_once(string silence)
    {
        wire.Next("PutItem", Of(silence));
        (await store.AddAsync(Sending("a") with { Status = EmailStatus.Failed, FailedAt = Noon }, Cancel)).ShouldBeTrue();
        (await store.GetDailyCountsAsync("2026-11-24", Cancel)).ShouldBe(new DailyCounts { Failed = 1 });
    }

    [Theory]
    [MemberData(nameof(SilencesOfChanges))]
    public async Task A_change_that_nobody_answers_is_applied_and_counted_once(string silence, string name)
    {
        await store.ClaimAsync(Sending("a"), Lifetime, Cancel);
        if (name is not ("sent" or "failed" or "deferred")) await store.ApplyAsync("a", Change("sent"), Cancel);
        if (name is "late bounce") await store.ApplyAsync("a", Change("soft bounce"), Cancel);
        var before = await store.GetAsync("a", Cancel);
        var counts = await store.GetDailyCountsAsync("2026-11-24", Cancel);
        wire.Next("UpdateItem", Of(silence));

        var result = await store.ApplyAsync("a", Change(name), Cancel);

        result.Applied.ShouldBeTrue();
        var expected = before!.Apply(Change(name));
        result.After!.Events.ShouldBe(expected.Events);
        (result.After with { Events = [] }).ShouldBe(expected with { Events = [] });
        // What is counted and told: the status before is at least not the one after, and the new facts were not there.
        (result.Before!.Status == before.Status || name == "late bounce").ShouldBeTrue();
        DailyCounts.Difference(result.Before, result.After).ShouldBe(DailyCounts.Difference(before, expected));
        foreach (var (_, added) in DailyCounts.Difference(before, expected)) counts += added;
        (await store.GetDailyCountsAsync("2026-11-24", Cancel)).ShouldBe(counts);
        (await store.GetAsync("a", Cancel))!.Events.Count.ShouldBe(expected.Events.Count);
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_count_that_nobody_answers_counts_once(string silence)
    {
        await store.ClaimAsync(Sending("a"), Lifetime, Cancel);
        // The first update is the record's, the second the counter's.
        var updates = 0;
        wire.Before = operation =>
        {
            if (operation == "UpdateItem" && ++updates == 2) wire.Next("UpdateItem", Of(silence));
        };
        await store.ApplyAsync("a", Change("sent"), Cancel);
        (await store.GetDailyCountsAsync("2026-11-24", Cancel)).ShouldBe(new DailyCounts { Sent = 1 });
    }

    [Fact]
    public async Task A_count_that_cannot_be_written_waits_and_fails_nothing()
    {
        await store.ClaimAsync(Sending("a"), Lifetime, Cancel);
        var updates = 0;
        wire.Before = operation =>
        {
            if (operation == "UpdateItem" && ++updates == 2) wire.Next("UpdateItem", Fault.Throttled, Fault.Throttled, Fault.Throttled, Fault.Throttled);
        };
        (await store.ApplyAsync("a", Change("sent"), Cancel)).Applied.ShouldBeTrue();
        (await store.GetDailyCountsAsync("2026-11-24", Cancel)).ShouldBe(default);
        tables.Log.Lines.ShouldHaveSingleItem().Message.ShouldBe(
            "DynamoDB error UpdateItem: ProvisionedThroughputExceededException; the day's counters wait for the next write");

        await store.ApplyAsync("a", Change("delivery"), Cancel);
        (await store.GetDailyCountsAsync("2026-11-24", Cancel)).ShouldBe(new DailyCounts { Sent = 1, Delivered = 1 });
    }

    // DynamoDB sends the item along with a refusal; the emulator does not, so the refusals are made here.
    [Fact]
    public async Task A_refusal_that_brings_the_item_needs_no_read()
    {
        wire.Next("PutItem", Refusal("""{"emailId":{"S":"a"},"status":{"S":"sent"},"timestamp":{"S":"2026-11-24T12:00:00.000Z"},"version":{"N":"2"}}"""));
        var claim = await store.ClaimAsync(Sending("a"), Lifetime, Cancel);
        (claim.Outcome, claim.Existing!.Status).ShouldBe((ClaimOutcome.Finished, EmailStatus.Sent));

        wire.Next("UpdateItem", Refusal("""
            {"emailId":{"S":"a"},"status":{"S":"delivered"},"events":{"L":[{"M":{"type":{"S":"delivery"},"timestamp":{"S":"2026-11-24T12:00:00.000Z"},"id":{"S":"id-delivery"}}}]}}
            """));
        (await store.ApplyAsync("a", Change("delivery"), Cancel)).Applied.ShouldBeFalse();
        wire.Calls.Keys.ShouldBe(["PutItem", "UpdateItem"], ignoreOrder: true);
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        wire.Next("PutItem", Fault.Throttled, Fault.Throttled, Fault.Throttled);
        (await store.ClaimAsync(Sending("a"), Lifetime, Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
        wire.Calls["PutItem"].ShouldBe(4);
    }

    [Fact]
    public async Task Throttling_without_end_is_transient()
    {
        wire.Next("GetItem", Fault.Throttled, Fault.Throttled, Fault.Throttled, Fault.Throttled);
        var failure = await Should.ThrowAsync<PortException>(() => store.GetAsync("a", Cancel));
        (failure.IsTransient, failure.ErrorName).ShouldBe((true, "ProvisionedThroughputExceededException"));
    }

    [Fact]
    public async Task A_store_that_never_answers_is_transient_and_soon_given_up()
    {
        wire.Next("PutItem", Fault.LostRequest, Fault.LostRequest, Fault.LostRequest, Fault.LostRequest);
        (await Should.ThrowAsync<PortException>(() => store.ClaimAsync(Sending("a"), Lifetime, Cancel))).IsTransient.ShouldBeTrue();
        (await store.GetAsync("a", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Renewed_credentials_are_good_again()
    {
        wire.Next("PutItem", Fault.ExpiredCredentials);
        (await store.ClaimAsync(Sending("a"), Lifetime, Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
    }

    [Fact]
    public async Task Expired_credentials_are_transient()
    {
        wire.Next("UpdateItem", Fault.ExpiredCredentials, Fault.ExpiredCredentials, Fault.ExpiredCredentials, Fault.ExpiredCredentials);
        var failure = await Should.ThrowAsync<PortException>(() => store.ApplyAsync("a", Change("sent"), Cancel));
        (failure.IsTransient, failure.ErrorName).ShouldBe((true, "ExpiredTokenException"));
    }

    [Fact]
    public async Task Denied_access_is_told_at_once_and_in_the_catalogues_words()
    {
        wire.Next("PutItem", Fault.AccessDenied);
        var failure = await Should.ThrowAsync<PortException>(() => store.ClaimAsync(Sending("a"), Lifetime, Cancel));
        (failure.IsTransient, failure.ErrorName, failure.Message).ShouldBe((false, "AccessDeniedException", "DynamoDB error PutItem: AccessDeniedException"));
        wire.Calls["PutItem"].ShouldBe(1);
    }

    private static Fault Refusal(string item) => new(false, () => new HttpResponseMessage(HttpStatusCode.BadRequest)
    {
        Content = new StringContent($$"""{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed","Item":{{item}}}"""),
    });

    private static Fault Of(string silence) => silence switch
    {
        "lost answer" => Fault.LostAnswer,
        "timeout" => Fault.TimeoutAfterTheEffect,
        "internal error" => Fault.InternalErrorAfterTheEffect,
        _ => Fault.LostRequest,
    };

    private static TrackingRecord Sending(string emailId) => new()
    {
        EmailId = emailId,
        ToEmail = "jo@example.org",
        Status = EmailStatus.Sending,
        Timestamp = Noon,
        TemplateName = "welcome",
        Source = "my.app",
        OriginalEmailId = emailId,
        ClaimedAt = Noon,
        Events = [new("sending", Noon)],
    };

    private static RecordChange Change(string name)
    {
        RecordChange Feedback(string type, EmailStatus status) => new() { Entry = new(type, Noon, "id-" + name), Status = status, SentAt = Noon, SesMessageId = "ses-1" };
        return name switch
        {
            "sent" => new() { Entry = new("sent", Noon), Status = EmailStatus.Sent, SentAt = Noon, SesMessageId = "ses-1", Subject = "Hello" },
            "send" => Feedback("send", EmailStatus.Sent),
            "delivery" => Feedback("delivery", EmailStatus.Delivered) with { DeliveredAt = Noon },
            "open" => Feedback("open", EmailStatus.Opened) with { OpenedAt = Noon },
            "hard bounce" or "late bounce" => Feedback("bounce", EmailStatus.Bounced) with { Bounce = new(Noon, "Permanent", "General", "550", true, true) },
            "soft bounce" => Feedback("bounce", EmailStatus.SoftBounced) with { Bounce = new(Noon, "Transient", "General", null, false, false) },
            "complaint" => Feedback("complaint", EmailStatus.Complained) with { Complaint = new(Noon, "abuse", true) },
            "failed" => new() { Entry = new("failed", Noon), Status = EmailStatus.Failed, Failure = new("suppressed", "SUPP001", "Why") },
            _ => new() { Entry = new("deferred", Noon), Failure = new("throttled", "SES005", "Later"), ReleasesClaimOf = Noon },
        };
    }
}
