using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Embedded.Tests.Simulator;

public sealed class DirectSendingTests : IAsyncLifetime
{
    private const string FeedbackQueue = "sesmailengine-SESFeedback";
    private const string ConfigSet = "sesmailengine-ConfigSet";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    private static DirectMail Mail(params string[] recipients) => new()
    {
        Operation = "SendEmail",
        From = new Mailbox(Mails.Address("app@acme.example"), "App"),
        Recipients = [.. recipients.Select(Mails.Address)],
        To = [.. recipients],
        ConfigurationSet = ConfigSet,
    };

    [Fact]
    public async Task The_outbox_shows_all_of_a_mail()
    {
        var mail = Mail("jo@example.com", "al@example.com") with
        {
            To = ["Jo <jo@example.com>"],
            Cc = ["al@example.com"],
            Bcc = ["secret@example.com"],
            ReplyTo = ["desk@acme.example", "help@acme.example"],
            Subject = "Grüße",
            Html = "<p>h</p>",
            Text = "t",
            Headers = [new("X-A", "1"), new("X-B", "2")],
            Tags = [new("a", "b"), new(MessageTags.EmailId, "e-1")],
            Attachments = [new("bill.pdf", "application/pdf", 12)],
            Raw = "raw\u00ff",
        };

        var sent = await _stores.DirectSending.SendAsync(mail, None);

        var shown = (await _stores.Outbox.ListAsync(sent.MessageId, null, null, 10, None)).ShouldHaveSingleItem();
        shown.From.ShouldBe("App <app@acme.example>");
        shown.Recipients.ShouldBe(["jo@example.com", "al@example.com"]);
        shown.ToAddresses.ShouldBe(mail.To);
        shown.CcAddresses.ShouldBe(mail.Cc);
        shown.BccAddresses.ShouldBe(mail.Bcc);
        (shown.Subject, shown.Html, shown.Text, shown.Raw).ShouldBe((mail.Subject, mail.Html, mail.Text, mail.Raw));
        shown.ReplyTo.ShouldBe("desk@acme.example, help@acme.example");
        shown.Headers.ShouldBe(mail.Headers);
        shown.Tags.ShouldBe(mail.Tags);
        shown.Attachments.ShouldBe(mail.Attachments);
        (await _stores.Outbox.ListAsync(null, "AL@example.com", null, 10, None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Its_tag_never_makes_it_pass_for_a_mail_of_the_engine()
    {
        await _stores.DirectSending.SendAsync(Mail("jo@example.com") with { Tags = [new(MessageTags.EmailId, "e-1")] }, None);

        (await _stores.Transport.FindAcceptedAsync("e-1", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Each_recipient_brings_its_events_after_one_for_the_sending()
    {
        await _stores.DirectSending.SendAsync(
            Mail("jo@example.com", "bounce@simulator.amazonses.com", "bounce+2@simulator.amazonses.com"), None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));

        var events = await EventsAsync();

        events.Select(e => e.GetProperty("eventType").GetString()).ShouldBe(["Send", "Delivery", "Bounce", "Bounce"], ignoreOrder: true);
        events.ShouldAllBe(e => e.GetProperty("mail").GetProperty("destination").GetArrayLength() == 3);
        JsonElement[] bounces = [.. events.Where(e => e.GetProperty("eventType").GetString() == "Bounce").Select(e => e.GetProperty("bounce"))];
        bounces.Select(b => b.GetProperty("bouncedRecipients")[0].GetProperty("emailAddress").GetString())
            .ShouldBe(["bounce@simulator.amazonses.com", "bounce+2@simulator.amazonses.com"], ignoreOrder: true);
        bounces.Select(b => b.GetProperty("feedbackId").GetString()).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task One_rejected_recipient_means_the_whole_mail_is()
    {
        await _stores.DirectSending.SendAsync(Mail("jo@example.com", "reject@simulator.amazonses.com"), None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));

        (await EventsAsync()).Select(e => e.GetProperty("eventType").GetString()).ShouldBe(["Send", "Reject"]);
        _stores.DirectSending.Statistics().ShouldHaveSingleItem().ShouldBe(new SendDataPoint(TestFolder.Start, 0, 0, 0, 2));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other")]
    public async Task Without_the_stacks_configuration_set_nobody_is_told(string? configurationSet)
    {
        await _stores.DirectSending.SendAsync(Mail("bounce@simulator.amazonses.com") with { ConfigurationSet = configurationSet }, None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));

        (await EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_recipient_counts_against_the_daily_quota_and_none_of_a_refused_mail()
    {
        await ReopenAsync(_folder.Options with { Max24HourSend = 3 });
        await _stores.DirectSending.SendAsync(Mail("a@example.com", "b@example.com"), None);

        var refused = await _stores.DirectSending.SendAsync(Mail("c@example.com", "d@example.com"), None);
        var last = await _stores.DirectSending.SendAsync(Mail("c@example.com"), None);

        refused.ErrorName.ShouldBe("LimitExceededException");
        last.Answer.ShouldBe(TransportAnswer.Accepted);
        (await _stores.SendQuota.GetAsync(None)).SentLast24Hours.ShouldBe(3);
    }

    [Fact]
    public async Task More_recipients_than_the_rate_pass_at_once_and_make_the_next_wait()
    {
        await ReopenAsync(_folder.Options with { MaxSendRate = 2 });
        var first = await _stores.DirectSending.SendAsync(Mail("a@example.com", "b@example.com", "c@example.com", "d@example.com"), None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        var early = await _stores.DirectSending.SendAsync(Mail("e@example.com"), None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await _stores.DirectSending.SendAsync(Mail("e@example.com"), None);

        (first.Answer, early.ErrorName, late.Answer).ShouldBe((TransportAnswer.Accepted, "TooManyRequestsException", TransportAnswer.Accepted));
    }

    [Theory]
    [InlineData("other@elsewhere.example", false)]
    [InlineData("default@acme.example", true)]
    [InlineData("other@acme.example", true)]
    [InlineData("other@mail.acme.example", true)]
    [InlineData("other@notacme.example", false)]
    public async Task Only_verified_senders_may_send_when_that_is_required(string sender, bool accepted)
    {
        var options = _folder.Options;
        await ReopenAsync(options with { RequireVerifiedSender = true, Settings = options.Settings with { DefaultSenderEmail = "default@acme.example" } });

        var direct = await _stores.DirectSending.SendAsync(Mail("jo@example.com") with { From = new(Mails.Address(sender)) }, None);
        var engine = await _stores.Transport.SendAsync(Mails.To("jo@example.com") with { From = new(Mails.Address(sender)) }, None);

        var expected = accepted ? (TransportAnswer.Accepted, null) : (TransportAnswer.RefusedForGood, "MessageRejected");
        (direct.Answer, direct.ErrorName).ShouldBe(expected);
        (engine.Answer, engine.ErrorName).ShouldBe(expected);
    }

    [Fact]
    public async Task Statistics_count_all_mail_in_quarters_of_an_hour_survive_a_kill_and_end_after_two_weeks()
    {
        await _stores.Transport.SendAsync(Mails.To("bounce@simulator.amazonses.com"), None);
        _folder.Clock.Advance(TimeSpan.FromMinutes(15));
        await _stores.DirectSending.SendAsync(Mail("a@example.com", "complaint@simulator.amazonses.com"), None);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();
        await reopened.Transport.SendAsync(Mails.To("jo@example.com"), None);

        reopened.DirectSending.Statistics().ShouldBe(
        [
            new SendDataPoint(TestFolder.Start, 1, 1, 0, 0), new SendDataPoint(TestFolder.Start.AddMinutes(15), 3, 0, 1, 0),
        ]);
        killed.Clock.Advance(TimeSpan.FromDays(14));
        reopened.DirectSending.Statistics().Count.ShouldBe(1);
    }

    private async Task ReopenAsync(EmbeddedOptions options)
    {
        await _stores.DisposeAsync();
        _stores = await EmbeddedStores.OpenAsync(options, None);
    }

    private async Task<List<JsonElement>> EventsAsync() =>
    [
        .. (await _stores.Queues.ReceiveAsync(FeedbackQueue, 10, null, TimeSpan.Zero, None))!
            .Select(message => JsonDocument.Parse(message.Body).RootElement),
    ];
}
