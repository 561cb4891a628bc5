using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Tests.Sending;

/// <summary>What the sender does about messages their queue has given up.</summary>
public sealed class DeadLettersTests
{
    private readonly SenderWorld world = new();

    [Fact]
    public async Task A_request_nobody_ever_handled_gets_a_failed_record()
    {
        await HandleAsync();
        var record = world.Record();
        record.Status.ShouldBe(EmailStatus.Failed);
        record.ErrorType.ShouldBe("unavailable");
        record.ErrorMessage.ShouldBe("Request given up after 3 receives: no attempt came to a result");
        world.Notification().GetProperty("errorType").GetString().ShouldBe("unavailable");
    }

    [Fact]
    public async Task A_claim_that_never_came_to_a_result_is_given_up()
    {
        world.Transport.Then(new TransportResult(TransportAnswer.Ambiguous));
        await world.SendAsync(receiveCount: 3);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await HandleAsync();
        world.Record().Status.ShouldBe(EmailStatus.Failed);
        world.Record().ErrorType.ShouldBe("unavailable");
    }

    [Fact]
    public async Task A_mail_the_transport_did_accept_is_settled()
    {
        world.Transport.ThenAcceptButLoseTheAnswer();
        await world.SendAsync(receiveCount: 3);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await HandleAsync();
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Record().SesMessageId.ShouldBe("ses-000001");
        world.Publisher.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_settled_record_stays()
    {
        await world.SendAsync();
        await HandleAsync();
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Publisher.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_at_work_stays_and_is_asked_for_again_until_it_is_settled()
    {
        world.Transport.Then(new TransportResult(TransportAnswer.Ambiguous));
        await world.SendAsync();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        (await Should.ThrowAsync<PortException>(HandleAsync)).IsTransient.ShouldBeTrue();
        world.Record().Status.ShouldBe(EmailStatus.Sending);

        world.Time.Advance(TimeSpan.FromMinutes(5));
        await HandleAsync();
        world.Record().Status.ShouldBe(EmailStatus.Failed);
    }

    [Fact]
    public async Task A_given_up_request_is_sent_when_redriven()
    {
        await HandleAsync();
        await world.SendAsync();
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Record().FailedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_send_event_after_giving_up_settles_the_record_and_a_redrive_sends_nothing()
    {
        await HandleAsync();
        await world.Tracking.ApplyAsync("mail-1", new RecordChange
        {
            Entry = new("send", world.Time.GetUtcNow(), "sns-1"),
            Status = EmailStatus.Sent,
            SentAt = world.Time.GetUtcNow(),
        }, default);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        await world.SendAsync();
        world.Transport.Attempts.ShouldBeEmpty();
    }

    private Task HandleAsync() => world.Sender.HandleDeadLetterAsync(world.Message(SenderWorld.Detail(), 3), default);
}
