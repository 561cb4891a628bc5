using SesMailEngine.Core.Model;
using SesMailEngine.Core.Statistics;

namespace SesMailEngine.Core.Tests.Statistics;

public sealed class CounterAuditTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counters_that_are_what_the_records_add_up_to_are_exact()
    {
        var report = Compare(
            Audit(Delivered("a", Noon), Delivered("b", Noon.AddDays(1)) with { OpenedAt = Noon.AddDays(2) }),
            Days(("2026-11-24", new() { Sent = 1, Delivered = 1 }), ("2026-11-25", new() { Sent = 1, Delivered = 1 }), ("2026-11-26", new() { Opened = 1 })));

        (report.IsExact, report.Records, report.DaysCompared, report.DaysPassedOver, report.ComparedFrom).ShouldBe((true, 2, 3, 0, "2026-11-24"));
    }

    [Theory]
    [InlineData(2, 1, "sent", 2, 1)]
    [InlineData(0, 1, "sent", 0, 1)]
    [InlineData(1, 3, "delivered", 3, 1)]
    public void A_counter_that_is_off_is_named_with_its_correction(long sent, long delivered, string counter, long told, long counted)
    {
        var report = Compare(Audit(Delivered("a", Noon)), Days(("2026-11-24", new() { Sent = sent, Delivered = delivered })));

        report.Differences.ShouldBe([new CounterDifference("2026-11-24", counter, told, counted, false)]);
        report.Corrections["2026-11-24"].ShouldBe(new DailyCounts { Sent = 1 - sent, Delivered = 1 - delivered });
    }

    [Fact]
    public void A_day_without_records_or_without_counters_is_compared_too()
    {
        var report = Compare(Audit(Delivered("a", Noon)), Days(("2026-11-25", new() { Failed = 2 })));

        report.Differences.Select(difference => (difference.Day, difference.Counter)).ShouldBe(
            [("2026-11-24", "sent"), ("2026-11-24", "delivered"), ("2026-11-25", "failed")]);
        report.Corrections.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(2, 3, true)]
    [InlineData(3, 4, false)]
    [InlineData(0, 1, false)]
    public void A_counter_that_moved_meanwhile_agrees_when_the_records_lie_between(long before, long after, bool agrees)
    {
        var report = Audit(Delivered("a", Noon), Delivered("b", Noon)).Compare(
            Days(("2026-11-24", new() { Sent = before, Delivered = 2 })), Days(("2026-11-24", new() { Sent = after, Delivered = 2 })));

        report.IsExact.ShouldBe(agrees);
        report.Differences.ShouldAllBe(difference => difference.IsMoving);
        report.Corrections.ShouldBeEmpty();
    }

    [Fact]
    public void Days_whose_records_have_expired_are_passed_over_and_late_openings_may_belong_to_them()
    {
        var report = Compare(
            Audit(Delivered("a", Noon), Delivered("b", Noon.AddDays(20))),
            Days(
            ("2026-11-01", new() { Sent = 7 }), ("2026-11-24", new() { Sent = 5, Delivered = 5 }), ("2026-12-14", new() { Sent = 1, Delivered = 1, Opened = 3 })));

        (report.IsExact, report.DaysCompared, report.DaysPassedOver, report.ComparedFrom).ShouldBe((true, 1, 2, "2026-12-09"));
    }

    [Fact]
    public void A_correction_never_takes_away_what_may_belong_to_an_expired_record()
    {
        var report = Compare(
            Audit(Delivered("a", Noon), Delivered("b", Noon.AddDays(20))),
            Days(
            ("2026-11-01", new() { Sent = 7 }), ("2026-12-14", new() { Sent = 2, Delivered = 1, Opened = 3 })));

        report.Corrections["2026-12-14"].ShouldBe(new DailyCounts { Sent = -1 });
    }

    [Fact]
    public void Nothing_at_all_is_exact() => new CounterAudit().Compare([], []).IsExact.ShouldBeTrue();

    // The counters stood still meanwhile.
    private static CounterReport Compare(CounterAudit audit, KeyValuePair<string, DailyCounts>[] days) => audit.Compare(days, days);

    private static CounterAudit Audit(params ReadOnlySpan<TrackingRecord> records)
    {
        var audit = new CounterAudit();
        foreach (var record in records) audit.Add(record);
        return audit;
    }

    private static TrackingRecord Delivered(string id, DateTimeOffset at) => new()
    {
        EmailId = id,
        ToEmail = "jo@example.com",
        Status = EmailStatus.Delivered,
        Timestamp = at,
        TemplateName = "welcome",
        Source = "my.app",
        OriginalEmailId = id,
        SentAt = at,
        DeliveredAt = at,
    };

    private static KeyValuePair<string, DailyCounts>[] Days(params ReadOnlySpan<(string Day, DailyCounts Counts)> days)
    {
        var list = new List<KeyValuePair<string, DailyCounts>>();
        foreach (var (day, counts) in days) list.Add(new(day, counts));
        return [.. list];
    }
}
