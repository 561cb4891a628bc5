using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Tests.Tracking;

public sealed class TrackingStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_twenty_claims_of_one_id_one_wins()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None))));

        claims.Count(c => c.Outcome == ClaimOutcome.Claimed).ShouldBe(1);
        claims.Count(c => c.Outcome == ClaimOutcome.HeldByAnother).ShouldBe(19);
    }

    [Fact]
    public async Task A_claim_of_a_process_that_was_killed_holds_no_longer()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);
        using var killed = _folder.CopyAsIfKilled();
        killed.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var reopened = await killed.OpenAsync();

        var claim = await reopened.Tracking.ClaimAsync(Records.Claimed("e", killed.Clock.GetUtcNow()), Lifetime, None);
        var second = await reopened.Tracking.ClaimAsync(Records.Claimed("e", killed.Clock.GetUtcNow()), Lifetime, None);

        claim.Outcome.ShouldBe(ClaimOutcome.Claimed);
        second.Outcome.ShouldBe(ClaimOutcome.HeldByAnother);
    }

    [Fact]
    public async Task A_change_is_read_back()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);
        await _stores.Tracking.ApplyAsync("e", Records.Sent("m-1"), None);

        (await _stores.Tracking.GetAsync("e", None))!.Status.ShouldBe(EmailStatus.Sent);
        (await _stores.Tracking.FindBySesMessageIdAsync("m-1", None))!.EmailId.ShouldBe("e");
        (await _stores.Tracking.GetDailyCountsAsync("2026-11-24", None)).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_kill()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);
        await _stores.Tracking.ApplyAsync("e", Records.Sent("m-1"), None);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        var record = await reopened.Tracking.GetAsync("e", None);
        record!.SesMessageId.ShouldBe("m-1");
        record.Events.Select(e => e.Type).ShouldBe(["sending", "sent"]);
        (await reopened.Tracking.GetDailyCountsAsync("2026-11-24", None)).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_after_reopening_finds_the_record_in_the_file()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);
        await _stores.DisposeAsync();
        _stores = await _folder.OpenAsync();

        var claim = await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);

        claim.Outcome.ShouldBe(ClaimOutcome.HeldByAnother);
        claim.Existing!.ToEmail.ShouldBe("jo@example.com");
    }

    [Fact]
    public async Task Many_changes_of_one_record_in_one_group_all_count()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => _stores.Tracking.ApplyAsync("e", new RecordChange
        {
            Entry = new("open", TestFolder.Start, $"open-{i}"),
            OpenedAt = TestFolder.Start,
            Status = EmailStatus.Opened,
        }, None)));

        (await _stores.Tables.GetRecordAsync("e", None))!.OpenCount.ShouldBe(30);
        (await _stores.Tracking.GetDailyCountsAsync("2026-11-24", None)).Opened.ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_record_is_not_read_and_its_id_can_be_claimed_again()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);
        _folder.Clock.Advance(TimeSpan.FromDays(91));

        (await _stores.Tracking.GetAsync("e", None)).ShouldBeNull();
        var again = await _stores.Tracking.ClaimAsync(Records.Claimed("e", _folder.Clock.GetUtcNow()), Lifetime, None);

        again.Outcome.ShouldBe(ClaimOutcome.Claimed);
        again.Existing.ShouldBeNull();
    }

    [Fact]
    public async Task Expired_records_are_deleted_in_the_background_and_their_counters_stay()
    {
        await _stores.Tracking.ClaimAsync(Records.Claimed("e"), Lifetime, None);
        await _stores.Tracking.ApplyAsync("e", Records.Sent("m-1"), None);
        await _stores.Tracking.AddAsync(Records.Claimed("for ever") with { Ttl = null }, None);
        _folder.Clock.Advance(TimeSpan.FromDays(91));

        while (await _stores.Tables.GetRecordAsync("e", None) is not null)
        {
            _folder.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        (await _stores.Tables.GetRecordAsync("for ever", None)).ShouldNotBeNull();
        (await _stores.Tracking.GetDailyCountsAsync("2026-11-24", None)).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_opener_is_refused_with_one_clear_line()
    {
        var refusal = await Should.ThrowAsync<PortException>(_folder.OpenAsync);

        refusal.Message.ShouldContain("in use by another process");
        refusal.Message.ShouldNotContain("\n");
    }
}
