using SesMailEngine.Core.Sending;
using SesMailEngine.Lambda.Events;
using SesMailEngine.Lambda.Handlers;

namespace SesMailEngine.Lambda.Tests.Handlers;

public sealed class DelayedCopyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_795_593_600_000);

    [Fact]
    public void A_copy_of_a_copy_still_knows_the_first_messages_id_and_time()
    {
        var first = Message("first") with { SentAt = Now.AddHours(-3) };
        var copy = Received("second", DelayedCopy.Of(first, DelayedCopy.Read(first, false, Now), TimeSpan.FromSeconds(1)));
        var again = Received("third", DelayedCopy.Of(copy, DelayedCopy.Read(copy, false, Now), TimeSpan.FromSeconds(1)));

        DelayedCopy.Read(again, false, Now).ShouldBe(new QueuedRequest("body", "first", 1, false, Now.AddHours(-3)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.2, 0, 1)]
    [InlineData(7.1, 9, 8)]
    [InlineData(60, 0, 60)]
    [InlineData(60, 1, 120)]
    [InlineData(60, 3, 480)]
    [InlineData(60, 4, 900)]
    [InlineData(60, 1_000_000, 900)]
    [InlineData(5_000, 0, 900)]
    public void A_long_hold_doubles_and_none_is_longer_than_a_queue_can_wait(double hold, int holds, int delay)
    {
        var message = Message("a") with { Attributes = new Dictionary<string, string> { ["Holds"] = $"{holds}" } };

        var copy = DelayedCopy.Of(message, DelayedCopy.Read(message, false, Now), TimeSpan.FromSeconds(hold));

        copy.Delay.ShouldBe(TimeSpan.FromSeconds(delay));
        copy.Holds.ShouldBe(holds + 1);
    }

    [Theory]
    [InlineData("", "-1", "x")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678", "", "")]
    public void Strange_attributes_are_not_believed(string id, string time, string holds)
    {
        var message = Message("a") with
        {
            SentAt = Now,
            Attributes = new Dictionary<string, string> { ["FirstMessageId"] = id, ["FirstSentTimestamp"] = time, ["Holds"] = holds },
        };

        var origin = DelayedCopy.Read(message, true, Now.AddDays(1));

        origin.ShouldBe(new QueuedRequest("body", "a", 1, true, Now));
        DelayedCopy.Of(message, origin, TimeSpan.Zero).Holds.ShouldBe(1);
    }

    private static SqsMessage Message(string id) => new() { MessageId = id, Body = "body" };

    private static SqsMessage Received(string id, DelayedCopy copy) =>
        Message(id) with { SentAt = Now, Attributes = copy.Attributes };
}
