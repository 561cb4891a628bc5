using System.Text;
using System.Text.Json.Nodes;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Tests.Sending;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Feedback;

/// <summary>The sender and the feedback processor over the same stores: what one keeps, the other repeats.</summary>
public sealed class SoftBounceRoundTripTests
{
    private readonly SenderWorld world = new();
    private readonly FakeRetryQueue retries = new();
    private readonly FeedbackProcessor feedback;

    public SoftBounceRoundTripTests() => feedback = new(
        world.Settings, world.Tracking, world.Suppression, retries, world.Publisher, world.Log, world.Time);

    private static string RetryId => RetryRequest.IdFor("mail-1");

    private Task<FeedbackOutcome> BounceAsync(string emailId, string feedbackId) => feedback.ProcessAsync(
        Encoding.UTF8.GetBytes(SesEvents.Bounce("Transient", "MailboxFull", feedbackId, emailId, recipients: SenderWorld.Recipient)), default);

    private Task<QueueAction> SendRetryAsync() => world.Sender.HandleAsync(
        new(retries.Messages[0].Body, "retry-message", 1, true, world.Time.GetUtcNow()), default);

    [Fact]
    public async Task A_soft_bounce_sends_the_same_mail_once_more()
    {
        var detail = SenderWorld.Detail();
        detail["metadata"] = new JsonObject { ["campaign"] = "summer" };
        await world.SendAsync(detail);
        await BounceAsync("mail-1", "soft-1");
        await SendRetryAsync();
        var (first, second) = (world.Record(), world.Record(RetryId));
        second.Status.ShouldBe(EmailStatus.Sent);
        second.RetryAttempt.ShouldBe(1);
        second.OriginalEmailId.ShouldBe("mail-1");
        second.MetadataJson.ShouldBe(first.MetadataJson);
        world.Transport.Attempts.Select(mail => mail.Html).Distinct().Count().ShouldBe(1);
        world.Transport.Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_retry_queued_twice_sends_once()
    {
        await world.SendAsync();
        await BounceAsync("mail-1", "soft-1");
        await SendRetryAsync();
        await SendRetryAsync();
        world.Transport.Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_retrys_own_soft_bounce_ends_it()
    {
        await world.SendAsync();
        await BounceAsync("mail-1", "soft-1");
        await SendRetryAsync();
        await BounceAsync(RetryId, "soft-2");
        retries.Messages.Count.ShouldBe(1);
        world.Record(RetryId).Status.ShouldBe(EmailStatus.SoftBounced);
    }

    [Fact]
    public async Task A_mail_that_was_given_up_and_redriven_can_still_be_retried()
    {
        world.Transport.ThenRepeat(3, TransportAnswer.RefusedForNow, "Throttling");
        await world.SendAsync(receiveCount: 3);
        world.Record().ErrorType.ShouldBe("throttled");
        await world.SendAsync();
        await BounceAsync("mail-1", "soft-1");
        retries.Messages.Count.ShouldBe(1);
    }
}
