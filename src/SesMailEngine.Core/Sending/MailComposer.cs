using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending.Requests;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Sending;

/// <summary>
/// Makes the mail of a request and its rendered template: resolves sender and reply-to, and refuses whatever must not
/// stand in a header. Sender address and name are resolved independently: the request's override, then the template's (an
/// empty rendering counts as absent), then the settings' default.
/// </summary>
/// <param name="settings">Defaults, configuration set and stack name.</param>
internal sealed class MailComposer(EngineSettings settings)
{
    private const int MaxSubjectLength = 2_000;
    private const int MaxNameLength = 256;

    private readonly string stackTag = MessageTags.Encode(settings.Names.Stack);
    private readonly string configurationSet = settings.Names.ConfigurationSet;

    /// <summary>The mail.</summary>
    /// <exception cref="ValidationException">A header cannot be made.</exception>
    public OutgoingMail Compose(EmailRequest request, RenderedTemplate rendered) => new()
    {
        EmailId = request.EmailId,
        To = request.To,
        Subject = Subject(rendered),
        From = Sender(request, rendered),
        ReplyTo = ReplyTo(rendered),
        Html = rendered.Html,
        Text = rendered.Text,
        Headers = UnsubscribeHeaders.From(rendered.ListUnsubscribe),
        Tags =
        [
            new(MessageTags.EmailId, MessageTags.Encode(request.EmailId)),
            new(MessageTags.Stack, stackTag),
        ],
        ConfigurationSet = configurationSet,
    };

    private static string Subject(RenderedTemplate rendered)
    {
        if (Clean("subject", rendered.Subject, MaxSubjectLength) is { } subject) return subject;
        throw ValidationException.Of(ErrorCodes.SubjectMissing);
    }

    private Mailbox Sender(EmailRequest request, RenderedTemplate rendered)
    {
        var email = request.SenderEmail ?? NullIfBlank(rendered.SenderEmail) ?? NullIfBlank(settings.DefaultSenderEmail)
            ?? throw ValidationException.Of(ErrorCodes.NoSender);
        var name = request.SenderName ?? Clean("senderName", rendered.SenderName, MaxNameLength)
            ?? NullIfBlank(settings.DefaultSenderName);
        return new Mailbox(Address(email), name);
    }

    private static EmailAddress? ReplyTo(RenderedTemplate rendered) =>
        NullIfBlank(rendered.ReplyTo) is { } given ? Address(given) : null;

    private static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text.Trim(), out var address) ? address! : throw ValidationException.Address(text);

    private static string? Clean(string field, string? rendered, int max)
    {
        if (NullIfBlank(rendered)?.Trim() is not { } text) return null;
        if (text.Length > max) throw ValidationException.Field(field, $"longer than {max} characters");
        return PrintableText.HasControl(text)
            ? throw ValidationException.Field(field, "must not contain line breaks or control characters")
            : text;
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
