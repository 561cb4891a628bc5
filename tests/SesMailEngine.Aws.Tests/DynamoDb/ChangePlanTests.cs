using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Aws.Tests.Emulators;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.DynamoDb;

// Random histories of hundreds of records: whatever path a change takes, the item ends as the model says, and so do the counters.
public sealed class ChangePlanTests(EmulatorSet emulators)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_change_ends_as_the_model_says_whatever_was_there(int seed)
    {
        var random = new Random(seed);
        var tables = await Tables.CreateAsync(emulators);
        using var client = tables.Client();
        var store = tables.Tracking(new FakeTimeProvider(Noon), client);
        var expectedCounts = default(DailyCounts);
        for (var mail = 0; mail < 60; mail++)
        {
            var expected = Start($"mail-{mail}", random);
            await store.ClaimAsync(expected, TimeSpan.FromMinutes(10), Cancel);
            var told = new List<RecordChange>();
            for (var step = random.Next(1, 9); step > 0; step--)
            {
                var change = told.Count > 0 && random.Next(6) == 0 ? told[random.Next(told.Count)] : Change(random, expected);
                told.Add(change);
                var result = await store.ApplyAsync(expected.EmailId, change, Cancel);
                var after = expected.Apply(change);
                Same(result.Before, expected, change);
                Same(result.After, after, change);
                result.Applied.ShouldBe(!ReferenceEquals(after, expected));
                foreach (var (_, counts) in DailyCounts.Difference(expected, after)) expectedCounts += counts;
                expected = after;
                Same(await store.GetAsync(expected.EmailId, Cancel), expected, change);
            }
        }
        (await store.GetDailyCountsAsync("2026-11-24", Cancel)).ShouldBe(expectedCounts);
    }

    [Fact]
    public async Task The_timeline_keeps_the_latest_fifty_and_knows_their_ids()
    {
        var tables = await Tables.CreateAsync(emulators);
        using var client = tables.Client();
        var store = tables.Tracking(new FakeTimeProvider(Noon), client);
        var expected = Start("a", new Random(1));
        await store.ClaimAsync(expected, TimeSpan.FromMinutes(10), Cancel);
        for (var i = 0; i < 60; i++)
        {
            var click = new RecordChange { Entry = new("click", Noon.AddSeconds(i), $"id-{i}"), Click = true };
            expected = expected.Apply(click);
            await store.ApplyAsync("a", click, Cancel);
        }
        Same(await store.GetAsync("a", Cancel), expected, null);
        var item = await client.GetItemAsync(tables.Names.TrackingTable, new() { ["emailId"] = new("a") }, Cancel);
        item.Item["feedbackIds"].SS.Count.ShouldBe(50);
    }

    private static void Same(TrackingRecord? actual, TrackingRecord expected, RecordChange? change)
    {
        actual.ShouldNotBeNull();
        actual.Events.ShouldBe(expected.Events, change?.ToString());
        (actual with { Events = expected.Events }).ShouldBe(expected, change?.ToString());
    }

    private static TrackingRecord Start(string emailId, Random random) => new()
    {
        EmailId = emailId,
        ToEmail = "jo@example.org",
        Status = EmailStatus.Sending,
        Timestamp = Noon,
        TemplateName = "welcome",
        Source = "my.app",
        OriginalEmailId = emailId,
        ClaimedAt = Noon.AddTicks(random.Next(2)),
        RetryDetailJson = random.Next(2) == 0 ? null : """{"to":"jo@example.org"}""",
        MetadataJson = random.Next(2) == 0 ? null : """{"campaign":"autumn"}""",
        Events = [new("sending", Noon)],
        Ttl = Noon.AddDays(90).ToUnixTimeSeconds(),
    };

    private static RecordChange Change(Random random, TrackingRecord record)
    {
        var at = Noon.AddMilliseconds(random.Next(1000));
        var id = $"id-{random.Next(1000)}";
        DateTimeOffset? sentAt = random.Next(4) == 0 ? null : Noon.AddSeconds(-1);
        RecordChange Feedback(string type, EmailStatus? status) => new()
        {
            Entry = new(type, at, id, random.Next(2) == 0 ? null : "a note"),
            Status = status,
            SentAt = sentAt,
            SesMessageId = "ses-1",
        };
        var final = new FailureFacts(random.Next(2) == 0 ? "suppressed" : "ses_rejected", "X001", "Why");
        var presumed = new FailureFacts(random.Next(2) == 0 ? "throttled" : "unavailable", "X002", "Later");
        var claim = random.Next(2) == 0 ? record.ClaimedAt : Noon.AddDays(-1);
        // Attempts that are given back to the queue are rare in a random history, and what follows them is where mistakes hide.
        if (record.ClaimedAt is not null && random.Next(4) == 0) return new() { Entry = new("deferred", at), Failure = presumed, ReleasesClaimOf = record.ClaimedAt };
        return random.Next(14) switch
        {
            0 or 1 => new() { Entry = new("sent", at), Status = EmailStatus.Sent, SentAt = at, SesMessageId = "ses-1", Subject = "Hello", SenderEmail = "a@b.example", TemplateVersion = "1.0.0" },
            2 => Feedback("send", EmailStatus.Sent),
            3 => Feedback("delivery", EmailStatus.Delivered) with { DeliveredAt = at },
            4 or 5 => Feedback("open", EmailStatus.Opened) with { OpenedAt = at },
            6 => Feedback("open", null) with { MachineOpen = true },
            7 => Feedback("click", null) with { Click = true },
            8 => Feedback("delay", null) with { DelayedAt = at },
            9 => Feedback("bounce", EmailStatus.Bounced) with { Bounce = new(at, "Permanent", "General", "550 no", true, true), ForgetsRetryDetail = true },
            10 => Feedback("bounce", EmailStatus.SoftBounced) with { Bounce = new(at, "Transient", "MailboxFull", null, false, false), ForgetsRetryDetail = random.Next(2) == 0 },
            11 => Feedback("complaint", EmailStatus.Complained) with { Complaint = new(at, random.Next(2) == 0 ? null : "abuse", true) },
            12 => new() { Entry = new("failed", at), Status = EmailStatus.Failed, Failure = random.Next(2) == 0 ? final : presumed, ReleasesClaimOf = random.Next(2) == 0 ? claim : null },
            _ => new() { Entry = new("deferred", at), Failure = random.Next(3) == 0 ? null : presumed, ReleasesClaimOf = claim },
        };
    }
}
