using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every transport does. Derive, and give it a transport that accepts mail.</summary>
public abstract class MailTransportContract : IAsyncLifetime
{
    private IMailTransport Transport { get; set; } = null!;

    /// <summary>True when the transport can tell what it accepted.</summary>
    protected abstract bool Remembers { get; }

    /// <summary>A transport that accepts mail.</summary>
    protected abstract Task<IMailTransport> CreateAsync();

    /// <summary>The recipient who accepts mail.</summary>
    protected virtual string Recipient => "success@simulator.amazonses.com";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Transport = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_accepted_mail_has_a_message_id()
    {
        var result = await Transport.SendAsync(Mail("mail-1"), default);
        result.Answer.ShouldBe(TransportAnswer.Accepted);
        result.MessageId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Two_mails_have_two_message_ids()
    {
        var first = await Transport.SendAsync(Mail("mail-1"), default);
        var second = await Transport.SendAsync(Mail("mail-2"), default);
        first.MessageId.ShouldNotBe(second.MessageId);
    }

    [Fact]
    public async Task A_mail_never_sent_is_not_found() =>
        (await Transport.FindAcceptedAsync("nothing", default)).ShouldBeNull();

    [Fact]
    public async Task An_accepted_mail_is_found_by_its_id_if_the_transport_remembers()
    {
        var result = await Transport.SendAsync(Mail("mail, with odd id"), default);
        (await Transport.FindAcceptedAsync("mail, with odd id", default)).ShouldBe(Remembers ? result.MessageId : null);
    }

    [Fact]
    public async Task A_send_cancelled_before_it_began_throws()
    {
        await Should.ThrowAsync<OperationCanceledException>(
            () => Transport.SendAsync(Mail("mail-1"), new CancellationToken(canceled: true)));
    }

    private OutgoingMail Mail(string emailId) => new()
    {
        EmailId = emailId,
        To = Address(Recipient),
        From = new Mailbox(Address("noreply@example.com"), "Grüße, \"Team\" 👋"),
        ReplyTo = Address("support@example.com"),
        Subject = "Grüße — 早上好 👋",
        Html = "<p>Grüße 👋</p>",
        Text = "Grüße 👋\n.\nA line that starts with a dot: fine.\n" + new string('x', 2000),
        Headers = [new("List-Unsubscribe", "<https://example.com/u?a=1>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")],
        Tags = [new(MessageTags.EmailId, MessageTags.Encode(emailId)), new(MessageTags.Stack, "sesmailengine")],
        ConfigurationSet = "sesmailengine-ConfigSet",
    };

    private static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out var address) ? address! : throw new ArgumentException(text);
}
