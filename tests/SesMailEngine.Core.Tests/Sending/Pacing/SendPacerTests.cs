using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Sending.Pacing;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Sending.Pacing;

public sealed class SendPacerTests
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly FakeQuota quota = new();
    private readonly RecordingLog log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(50)]
    [InlineData(500)]
    public void Under_load_at_least_99_percent_of_the_rate_is_used_and_never_more_in_any_second(int rate)
    {
        // It begins after a pause.
        var times = Run(rate, seconds: 100, lateness: _ => 0);
        times.Count.ShouldBeGreaterThanOrEqualTo((int)(rate * 100 * 0.99));
        MostInASecond(times).ShouldBeLessThanOrEqualTo(rate);
    }

    [Fact]
    public void Timers_that_are_late_cost_no_rate_and_exceed_none()
    {
        // Every 2 s 150 ms late, as on a machine that has other things to do.
        var times = Run(500, seconds: 20, lateness: random => random.Next(0, 1_000) == 0 ? TimeSpan.FromMilliseconds(150).Ticks : 0);
        times.Count.ShouldBeGreaterThanOrEqualTo((int)(500 * 20 * 0.99));
        MostInASecond(times).ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public void A_change_of_rate_forgets_no_mail_of_the_last_second()
    {
        var bucket = new PaceBucket(TimeSpan.TicksPerSecond);
        var times = new List<long>();
        var now = 50 * TimeSpan.TicksPerSecond;
        for (var second = 0; second < 20; second++)
        {
            bucket.SetRate(second % 2 == 0 ? 100 : 101, now);
            for (var end = now + TimeSpan.TicksPerSecond / 3; now < end;) now = Next(bucket, now, 0, times);
        }
        MostInASecond(times).ShouldBeLessThanOrEqualTo(101);
    }

    [Fact]
    public async Task Many_senders_wait_for_slots_of_their_own()
    {
        quota.Value = new SendQuota(10, 0, 0);
        var pacer = Pacer();
        (await SendAsync(pacer, Forever)).Granted.ShouldBeTrue();
        var waiting = Enumerable.Range(0, 20).Select(_ => SendAsync(pacer, Forever)).ToArray();
        waiting.Count(t => t.IsCompleted).ShouldBeLessThanOrEqualTo(2);
        time.Advance(TimeSpan.FromSeconds(0.91));
        await WhileTimePassesAsync(Task.WhenAll(waiting[..9]));
        await WhileTimePassesAsync(Task.WhenAll(waiting));
        (time.GetUtcNow() - Start).TotalSeconds.ShouldBeGreaterThan(1.8);
    }

    [Fact]
    public async Task Without_a_limit_nobody_waits()
    {
        var pacer = Pacer();
        for (var i = 0; i < 1000; i++) (await SendAsync(pacer, TimeSpan.Zero)).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Senders_share_the_rate()
    {
        quota.Value = new SendQuota(10, 0, 0);
        var pacer = new SendPacer(quota, 5, time, log);
        await SendAsync(pacer, Forever);
        var answer = await SendAsync(pacer, TimeSpan.FromMilliseconds(250));
        answer.Granted.ShouldBeFalse();
        answer.HoldFor.TotalMilliseconds.ShouldBe(502, 10);
    }

    [Fact]
    public async Task A_wait_longer_than_the_patience_takes_no_slot()
    {
        quota.Value = new SendQuota(1, 0, 0);
        var pacer = Pacer();
        await SendAsync(pacer, Forever);
        var first = await SendAsync(pacer, TimeSpan.FromMilliseconds(10));
        var second = await SendAsync(pacer, TimeSpan.FromMilliseconds(10));
        first.Granted.ShouldBeFalse();
        second.HoldFor.ShouldBe(first.HoldFor);
    }

    [Fact]
    public async Task The_limits_are_followed_when_they_change()
    {
        quota.Value = new SendQuota(1, 0, 0);
        var pacer = Pacer();
        await SendAsync(pacer, Forever);
        quota.Value = new SendQuota(1000, 0, 0);
        time.Advance(SendPacer.Freshness);
        await SendAsync(pacer, Forever);
        time.Advance(TimeSpan.FromMilliseconds(2));
        (await SendAsync(pacer, TimeSpan.FromMilliseconds(2))).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_limits_are_not_asked_for_again_while_they_are_fresh()
    {
        var pacer = Pacer();
        for (var i = 0; i < 100; i++) await SendAsync(pacer, Forever);
        quota.Faults.Calls("GetAsync").ShouldBe(1);
        time.Advance(SendPacer.Freshness);
        await SendAsync(pacer, Forever);
        quota.Faults.Calls("GetAsync").ShouldBe(2);
    }

    [Fact]
    public async Task A_quota_that_does_not_answer_leaves_the_last_known_in_force()
    {
        quota.Value = new SendQuota(0, 5, 0);
        var pacer = Pacer();
        await SendAsync(pacer, Forever);
        quota.Faults.FailAlways("GetAsync");
        time.Advance(SendPacer.Freshness);
        for (var i = 0; i < 4; i++) (await SendAsync(pacer, Forever)).Granted.ShouldBeTrue();
        (await SendAsync(pacer, Forever)).QuotaUsedUp.ShouldBeTrue();
        log.At(LogLevel.Warning).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_quota_never_known_means_one_mail_a_second()
    {
        quota.Faults.FailAlways("GetAsync");
        var pacer = Pacer();
        (await SendAsync(pacer, Forever)).Granted.ShouldBeTrue();
        (await SendAsync(pacer, TimeSpan.FromMilliseconds(900))).Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_granted_since_the_last_answer_counts_against_the_day()
    {
        quota.Value = new SendQuota(0, 100, 97);
        var pacer = Pacer();
        for (var i = 0; i < 3; i++) (await SendAsync(pacer, Forever)).Granted.ShouldBeTrue();
        var answer = await SendAsync(pacer, Forever);
        answer.ShouldBe(new PaceAnswer(false, SendPacer.QuotaHold, true));
    }

    [Fact]
    public async Task A_used_up_day_opens_again_when_the_account_says_so()
    {
        quota.Value = new SendQuota(0, 100, 100);
        var pacer = Pacer();
        (await AskAsync(pacer, Forever)).Answer.QuotaUsedUp.ShouldBeTrue();
        quota.Value = new SendQuota(0, 100, 50);
        time.Advance(SendPacer.Freshness);
        (await AskAsync(pacer, Forever)).Answer.Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_was_told_to_go_on_is_counted_before_the_slot_is_taken()
    {
        quota.Value = new SendQuota(10, 0, 0);
        var pacer = Pacer();
        await SendAsync(pacer, Forever);
        var limit = TimeSpan.FromSeconds(1);
        var places = new List<SendTurn>();
        var next = AskAsync(pacer, limit);
        while (next.IsCompleted || await Completes(next))
        {
            places.Add((await next).Turn);
            next = AskAsync(pacer, limit);
        }
        places.Count.ShouldBeInRange(9, 13);

        places[0].Dispose();
        places[0].Dispose();
        time.Advance(TimeSpan.FromMilliseconds(110));
        (await next.WaitAsync(TimeSpan.FromSeconds(30))).Answer.Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_line_that_does_not_move_sends_the_message_back()
    {
        quota.Value = new SendQuota(1, 0, 0);
        var pacer = Pacer();
        // Shorter than those who hang hold up the others.
        var limit = TimeSpan.FromSeconds(1.5);
        for (var i = 0; i < 2; i++) await AskAsync(pacer, limit);
        var next = AskAsync(pacer, limit);
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        var (answer, _) = await next;
        answer.Granted.ShouldBeFalse();
        answer.QuotaUsedUp.ShouldBeFalse();
        answer.HoldFor.ShouldBeGreaterThan(limit);
    }

    private async Task WhileTimePassesAsync(Task task)
    {
        while (!await Completes(task)) time.Advance(TimeSpan.FromMilliseconds(10));
        await task;
    }

    // Nothing moves the clock here, so a task that is going to wait for it never completes.
    private static async Task<bool> Completes(Task task)
    {
        for (var i = 0; i < 100 && !task.IsCompleted; i++) await Task.Yield();
        return task.IsCompleted;
    }

    private static async Task<(PaceAnswer Answer, SendTurn Turn)> AskAsync(SendPacer pacer, TimeSpan limit)
    {
        var turn = pacer.Draw(SendPriority.New);
        return (await pacer.AskAsync(turn, limit, limit, default), turn);
    }

    // Takes a slot, and begins to send at once.
    private static async Task<PaceAnswer> SendAsync(SendPacer pacer, TimeSpan patience)
    {
        using var turn = pacer.Draw(SendPriority.New);
        return await pacer.AcquireAsync(turn, patience, default);
    }

    private SendPacer Pacer() => new(quota, 1, time, log);

    // A single sender that takes its next slot as soon as its last mail has gone: the clock goes where the slots are.
    private static List<long> Run(int rate, int seconds, Func<Random, long> lateness)
    {
        var bucket = new PaceBucket(TimeSpan.TicksPerSecond);
        bucket.SetRate(rate, 0);
        var random = new Random(7);
        var times = new List<long>();
        var now = 50 * TimeSpan.TicksPerSecond;
        bucket.Rested(now);
        for (var end = now + seconds * TimeSpan.TicksPerSecond; now < end;) now = Next(bucket, now, lateness(random), times);
        return times;
    }

    private static long Next(PaceBucket bucket, long now, long lateness, List<long> times)
    {
        for (var wait = bucket.Wait(now, 0); wait > 0; wait = bucket.Wait(now, 0))
        {
            now += wait + lateness;
            lateness = 0;
        }
        bucket.Go(now);
        times.Add(now);
        return now;
    }

    private static int MostInASecond(List<long> slots)
    {
        var most = 0;
        for (int first = 0, last = 0; last < slots.Count; last++)
        {
            while (slots[last] - slots[first] >= TimeSpan.TicksPerSecond) first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }
}
