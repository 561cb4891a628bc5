using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>Every port fails at random, before and after its effect; then the books are checked.</summary>
public sealed class FaultTests
{
    private const int Mails = 500;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void Whatever_fails_no_mail_is_lost_and_none_is_sent_twice(int seed, bool remembers)
    {
        var world = new FaultWorld(seed, remembers);
        OneThread.Run(() => RunAsync(world), world.LetTimePass);
    }

    private static async Task RunAsync(FaultWorld world)
    {
        for (var i = 0; i < Mails; i++) world.Request(Body(i));

        await world.WorkAsync();
        CheckBooks(world);
        // What was given up says so, and a redrive brings it to its end.
        world.DeadLetters.ShouldNotBeEmpty();
        world.Plan.Failures.ShouldBeGreaterThan(Mails / 4);
        world.Plan.IsOn = false;
        world.Redrive();
        await world.WorkAsync();
        CheckBooks(world);
        world.DeadLetters.ShouldBeEmpty();
        world.Tracking.All.Where(record => record.IsPresumedUnsent).ShouldBeEmpty();
        world.Transport.Journal.Count.ShouldBe(world.Tracking.All.Count(record => record.ErrorType != ErrorTypes.Suppressed));
    }

    private static void CheckBooks(FaultWorld world)
    {
        var records = world.Tracking.All;
        records.Count(record => record.RetryAttempt == 0).ShouldBe(Mails);
        records.Count(record => record.RetryAttempt == 1).ShouldBe(world.Retries);
        world.Transport.Journal.GroupBy(id => id).Where(sent => sent.Count() > 1).ShouldBeEmpty();
        var journal = world.Transport.Journal.ToHashSet();
        foreach (var record in records)
        {
            var isSent = journal.Contains(record.EmailId);
            record.SentAt.HasValue.ShouldBe(isSent, record.EmailId);
            if (isSent) record.Status.ShouldBe(FateOf(record), record.EmailId);
            else record.Status.ShouldBe(EmailStatus.Failed, record.EmailId);
            if (record.Status is EmailStatus.Bounced or EmailStatus.Complained) world.Suppression.All.ShouldContain(entry => entry.Email == record.ToEmail);
        }
        var counted = records.SelectMany(record => DailyCounts.Difference(null, record)).GroupBy(day => day.Key);
        foreach (var day in counted)
        {
            world.Tracking.GetDailyCountsAsync(day.Key, CancellationToken.None).Result.ShouldBe(day.Aggregate(default(DailyCounts), (sum, one) => sum + one.Value));
        }
    }

    private static EmailStatus FateOf(TrackingRecord record) => record.ToEmail.Split('@')[0] switch
    {
        "bounce" => EmailStatus.Bounced,
        "soft" => EmailStatus.SoftBounced,
        "complaint" => EmailStatus.Complained,
        _ => EmailStatus.Delivered,
    };

    private static string Body(int i)
    {
        var mailbox = (i % 20) switch { 0 => "bounce", 1 => "soft", 2 => "complaint", _ => "jo" };
        return $$$$"""
            {"version":"0","id":"{{{{i}}}}","detail-type":"Email Request","source":"my.app","time":"2026-11-24T09:00:00Z","detail":
            {"emailId":"mail-{{{{i}}}}","to":"{{{{mailbox}}}}@d{{{{i}}}}.example","templateName":"welcome","templateData":{}}}
            """;
    }
}
