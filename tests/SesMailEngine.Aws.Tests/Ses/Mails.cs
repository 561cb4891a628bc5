using SesMailEngine.Core.Model;

namespace SesMailEngine.Aws.Tests.Ses;

internal static class Mails
{
    public static OutgoingMail Whole { get; } = new()
    {
        EmailId = "mail-1",
        To = Address("jo@example.org"),
        From = new Mailbox(Address("noreply@example.com"), "Grüße, \"Team\" 👋"),
        ReplyTo = Address("support@example.com"),
        Subject = "Grüße — 早上好 👋",
        Html = "<p>Grüße 👋 & \"mehr\"</p>",
        Text = "Grüße 👋\n.\nEnd",
        Headers = [new("List-Unsubscribe", "<https://example.com/u?a=1&b=2>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")],
        Tags = [new(MessageTags.EmailId, "mail-1"), new(MessageTags.Stack, "sesmailengine")],
        ConfigurationSet = "sesmailengine-ConfigSet",
    };

    public static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out var address) ? address! : throw new ArgumentException(text);
}
