using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Simulator;

public sealed class MailboxSimulatorTests : IAsyncLifetime
{
    private const string FeedbackQueue = "sesmailengine-SESFeedback";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("success@simulator.amazonses.com", "Send Delivery")]
    [InlineData("success+label@simulator.amazonses.com", "Send Delivery")]
    [InlineData("ooto@simulator.amazonses.com", "Send Delivery")]
    [InlineData("somebody@simulator.amazonses.com", "Send Delivery")]
    [InlineData("bounce@example.com", "Send Delivery")]
    [InlineData("bounce@simulator.amazonses.com", "Send Bounce:Permanent/General")]
    [InlineData("Bounce+a+b@simulator.amazonses.com", "Send Bounce:Permanent/General")]
    [InlineData("suppressionlist@simulator.amazonses.com", "Send Bounce:Permanent/Suppressed")]
    [InlineData("softbounce@simulator.amazonses.com", "Send Bounce:Transient/MailboxFull")]
    [InlineData("complaint@simulator.amazonses.com", "Send Delivery Complaint")]
    [InlineData("open@simulator.amazonses.com", "Send Delivery Open")]
    [InlineData("reject@simulator.amazonses.com", "Send Reject")]
    [InlineData("delay@simulator.amazonses.com", "Send DeliveryDelay Delivery")]
    public async Task Each_address_brings_its_events(string recipient, string expected)
    {
        var sent = await _stores.Transport.SendAsync(Mails.To(recipient), None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));

        var events = await EventsAsync();

        sent.Answer.ShouldBe(TransportAnswer.Accepted);
        string.Join(' ', events.Select(Named)).ShouldBe(expected);
        foreach (var found in events)
        {
            var mail = found.GetProperty("mail");
            mail.GetProperty("messageId").GetString().ShouldBe(sent.MessageId);
            mail.GetProperty("destination")[0].GetString().ShouldBe(Mails.Address(recipient).Value);
            mail.GetProperty("tags").GetProperty("emailId")[0].GetString().ShouldBe("e-1");
            mail.GetProperty("commonHeaders").GetProperty("subject").GetString().ShouldBe("Grüße");
        }
    }

    [Fact]
    public async Task Feedback_comes_when_it_is_due()
    {
        await _stores.Transport.SendAsync(Mails.To("complaint@simulator.amazonses.com"), None);

        _folder.Clock.Advance(TimeSpan.FromMilliseconds(198));
        (await EventsAsync()).ShouldBeEmpty();
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await EventsAsync()).Select(Named).ShouldBe(["Send"]);
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await EventsAsync()).Select(Named).ShouldBe(["Delivery"]);
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(200));
        (await EventsAsync()).Select(Named).ShouldBe(["Complaint"]);
    }

    [Fact]
    public async Task A_simulated_opening_is_a_persons_not_a_machines()
    {
        await _stores.Transport.SendAsync(Mails.To("open@simulator.amazonses.com"), None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));

        var open = (await EventsAsync()).Single(e => Named(e) == "Open").GetProperty("open");

        (open.GetProperty("timestamp").GetDateTimeOffset() - TestFolder.Start).ShouldBeGreaterThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_throttled_recipient_is_never_accepted()
    {
        var result = await _stores.Transport.SendAsync(Mails.To("throttle@simulator.amazonses.com"), None);

        result.Answer.ShouldBe(TransportAnswer.RefusedForNow);
        result.ErrorName.ShouldBe("Throttling");
        (await JournalAsync(_stores)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Journal_feedback_and_content_survive_a_kill()
    {
        var sent = await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();
        await reopened.Transport.SendAsync(Mails.To("al@example.com", "e-2"), None);

        (await JournalAsync(reopened)).Select(line => (line.EmailId, line.To)).ShouldBe([("e-1", "jo@example.com"), ("e-2", "al@example.com")]);
        (await JournalAsync(reopened))[0].MessageId.ShouldBe(sent.MessageId);
        (await reopened.Transport.FindAcceptedAsync("e-1", None)).ShouldBe(sent.MessageId);
        (await reopened.Outbox.ListAsync(null, null, null, 10, None)).Select(m => m.EmailId).ShouldBe(["e-2", "e-1"]);
        killed.Clock.Advance(TimeSpan.FromSeconds(1));
        (await reopened.Queues.ReceiveAsync(FeedbackQueue, 10, null, TimeSpan.Zero, None))!.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Past_the_rate_the_sender_is_told_and_after_a_while_may_go_on()
    {
        await ReopenAsync(_folder.Options with { MaxSendRate = 5 });

        var answers = new List<string?>();
        for (var i = 0; i < 7; i++) answers.Add((await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None)).ErrorName);
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(200));
        var later = await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None);

        answers.ShouldBe([null, null, null, null, null, "TooManyRequestsException", "TooManyRequestsException"]);
        later.Answer.ShouldBe(TransportAnswer.Accepted);
    }

    [Fact]
    public async Task The_daily_quota_counts_across_restarts_and_frees_up_after_a_day()
    {
        await ReopenAsync(_folder.Options with { Max24HourSend = 2 });
        await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None);
        await ReopenAsync(_folder.Options with { Max24HourSend = 2 });
        await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None);

        var third = await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None);
        var quota = await _stores.SendQuota.GetAsync(None);
        _folder.Clock.Advance(TimeSpan.FromHours(25));
        var nextDay = await _stores.Transport.SendAsync(Mails.To("jo@example.com"), None);

        third.ErrorName.ShouldBe("LimitExceededException");
        quota.ShouldBe(new SendQuota(0, 2, 2));
        nextDay.Answer.ShouldBe(TransportAnswer.Accepted);
    }

    private static string Named(JsonElement found)
    {
        var type = found.GetProperty("eventType").GetString()!;
        return type == "Bounce"
            ? $"Bounce:{found.GetProperty("bounce").GetProperty("bounceType")}/{found.GetProperty("bounce").GetProperty("bounceSubType")}"
            : type;
    }

    private static async Task<List<SesMailEngine.Embedded.Simulator.JournalLine>> JournalAsync(EmbeddedStores stores)
    {
        var lines = new List<SesMailEngine.Embedded.Simulator.JournalLine>();
        await foreach (var line in stores.Outbox.ReadJournalAsync(None)) lines.Add(line);
        return lines;
    }

    private async Task ReopenAsync(EmbeddedOptions options)
    {
        await _stores.DisposeAsync();
        _stores = await EmbeddedStores.OpenAsync(options, None);
    }

    private async Task<List<JsonElement>> EventsAsync()
    {
        IReadOnlyList<QueueMessage> messages = (await _stores.Queues.ReceiveAsync(FeedbackQueue, 10, null, TimeSpan.Zero, None))!;
        return [.. messages.Select(message => JsonDocument.Parse(message.Body).RootElement)];
    }
}
