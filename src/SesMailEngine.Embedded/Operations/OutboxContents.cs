using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Embedded.Operations;

/// <summary>What mails said, from the outbox: until it is cleared or full.</summary>
/// <param name="outbox">The outbox.</param>
internal sealed class OutboxContents(IOutbox outbox) : IMailContents
{
    /// <inheritdoc/>
    public async Task<MailContents?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length == 0 || await outbox.ListAsync(id, null, null, 1, cancellationToken) is not [var mail]) return null;
        return new MailContents
        {
            From = mail.From,
            To = mail.Recipients,
            ReplyTo = mail.ReplyTo,
            Subject = mail.Subject,
            Html = mail.Html,
            Text = mail.Text,
            Headers = mail.Headers,
            Tags = mail.Tags,
            Attachments = [.. mail.Attachments.Select(one => $"{(one.FileName.Length == 0 ? "(no name)" : one.FileName)}, {one.ContentType}, {one.Size} bytes")],
        };
    }
}
