using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Tests;

/// <summary>Rendered mails for tests.</summary>
public static class Mails
{
    public static OutgoingMail To(string recipient, string emailId = "e-1") => new()
    {
        EmailId = emailId,
        To = Address(recipient),
        From = new Mailbox(Address("noreply@example.com"), "The \"Team\""),
        ReplyTo = Address("help@example.com"),
        Subject = "Grüße",
        Html = "<p>héllo</p>",
        Text = "héllo",
        Headers = [new("List-Unsubscribe", "<https://example.com/u>")],
        Tags = [new(MessageTags.EmailId, MessageTags.Encode(emailId)), new(MessageTags.Stack, "sesmailengine")],
        ConfigurationSet = "sesmailengine-ConfigSet",
    };

    public static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out var address) ? address! : throw new ArgumentException(text);
}
