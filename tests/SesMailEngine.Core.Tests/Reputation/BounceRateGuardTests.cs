using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Reputation;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Reputation;

public sealed class BounceRateGuardTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.Zero));
    private readonly FakeTrackingStore store;
    private readonly BounceRateGuard guard;

    public BounceRateGuardTests()
    {
        store = new(time);
        guard = new(store, new EngineSettings { Names = new("s", "0", "r") }, time);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(49, 49, false)]
    [InlineData(50, 2, false)]
    [InlineData(50, 3, true)]
    [InlineData(100, 5, false)]
    [InlineData(100, 6, true)]
    [InlineData(10_000_000, 500_000, false)]
    [InlineData(10_000_000, 500_001, true)]
    public async Task It_closes_above_the_threshold_once_the_sample_is_large_enough(int sent, int bounced, bool closed)
    {
        Today(sent, bounced);
        (await guard.CheckAsync(default)).IsClosed.ShouldBe(closed);
    }

    [Fact]
    public async Task Bounces_of_mail_never_tried_do_not_count()
    {
        store.SetCounts("2026-11-24", new DailyCounts { Sent = 100, Bounced = 50, CountedBounces = 5 });
        (await guard.CheckAsync(default)).IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task The_counters_are_read_at_most_every_ten_seconds()
    {
        Today(100, 0);
        for (var i = 0; i < 1000; i++) await guard.CheckAsync(default);
        store.Faults.Calls("GetDailyCountsAsync").ShouldBe(1);
        Today(100, 50);
        time.Advance(TimeSpan.FromSeconds(9.9));
        (await guard.CheckAsync(default)).IsClosed.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        (await guard.CheckAsync(default)).IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task It_opens_by_itself_when_the_rate_falls()
    {
        Today(100, 6);
        (await guard.CheckAsync(default)).IsClosed.ShouldBeTrue();
        Today(200, 6);
        time.Advance(BounceRateGuard.Freshness);
        (await guard.CheckAsync(default)).IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task It_opens_at_once_when_the_day_ends()
    {
        time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 23, 59, 59, TimeSpan.Zero));
        Today(100, 50);
        (await guard.CheckAsync(default)).IsClosed.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        (await guard.CheckAsync(default)).IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task Counters_that_cannot_be_read_are_no_answer()
    {
        store.Faults.FailNext("GetDailyCountsAsync");
        await Should.ThrowAsync<PortException>(() => guard.CheckAsync(default).AsTask());
    }

    private void Today(int sent, int bounced) =>
        store.SetCounts("2026-11-24", new DailyCounts { Sent = sent, Bounced = bounced, CountedBounces = bounced });
}
