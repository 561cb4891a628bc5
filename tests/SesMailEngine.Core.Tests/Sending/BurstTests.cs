namespace SesMailEngine.Core.Tests.Sending;

// The whole sender with as many workers as the embedded host has, on one thread and a made clock: the same every time.
public sealed class BurstTests
{
    private const int Rate = 500;

    [Fact]
    public void Ten_thousand_requests_at_once_leave_in_order_at_99_percent_of_the_rate_and_never_too_fast()
    {
        var world = new BurstWorld(Rate);

        world.Run(10_000);

        world.Starts.Select(start => start.Number).ShouldBe(Enumerable.Range(0, 10_000));
        world.TooFast.ShouldBe(0);
        world.RateUsed().ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public void Those_that_fail_are_throttled_or_suppressed_do_not_change_the_order_of_the_others()
    {
        var world = new BurstWorld(Rate)
        {
            IsSuppressed = number => number % 50 == 7,
            IsMalformed = number => number % 100 == 31,
            ThrottlesFirstTry = number => number % 97 == 0,
        };

        world.Run(3_000);

        var first = world.Starts.Where(start => start.Try == 1).Select(start => start.Number).ToList();
        first.ShouldBe(Enumerable.Range(0, 3_000).Where(n => !world.IsSuppressed(n) && !world.IsMalformed(n)));
        var again = world.Starts.Where(start => start.Try == 2).Select(start => start.Number).Order();
        again.ShouldBe(first.Where(n => world.ThrottlesFirstTry(n)));
        world.RateUsed().ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public void A_critical_mail_waits_for_none_but_those_on_their_way()
    {
        var world = new BurstWorld(Rate) { IsCritical = number => number % 400 == 399 };

        world.Run(2_000);

        for (var n = 399; n < 2_000; n += 400) world.Starts.FindIndex(start => start.Number == n).ShouldBeLessThan(n - BurstWorld.Workers + 40);
        world.Starts.Where(start => !world.IsCritical(start.Number)).Select(start => start.Number).ShouldBeInOrder();
    }

    [Fact]
    public void Mails_tried_before_go_before_new_ones()
    {
        var world = new BurstWorld(Rate) { WasTriedBefore = number => number is >= 60 and < 90 };

        world.Run(200);

        var places = world.Starts.Select((start, place) => (start.Number, place)).ToDictionary(pair => pair.Number, pair => pair.place);
        Enumerable.Range(60, 30).Max(n => places[n]).ShouldBeLessThan(places[50]);
    }
}
