using System.Net;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Server.Hosting;

/// <summary>Mails AdminEmail, as SNS does for the subscribers of the alarm topic.</summary>
/// <param name="settings">Who gets it and who it comes from.</param>
/// <param name="transport">How it goes out.</param>
/// <param name="ids">Ids for the mails.</param>
/// <param name="log">Where it is told what became of it.</param>
internal sealed class AdminMail(EngineSettings settings, IMailTransport transport, IIdSource ids, ILog log)
{
    /// <summary>Sends once. Without an AdminEmail, and when the transport says no, the log tells; nobody waits for an alarm's mail.</summary>
    /// <param name="subject">One line.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends it before anything went out.</param>
    public async Task SendAsync(string subject, string text, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(settings.AdminEmail, out var to) || !EmailAddress.TryParse(settings.DefaultSenderEmail, out var from))
        {
            log.Write(new LogEntry(LogLevel.Warning, "A message to the alarm topic reached nobody: AdminEmail is not set"));
            return;
        }
        var id = ids.Next("alarm-");
        var result = await transport.SendAsync(
            new OutgoingMail
            {
                EmailId = id,
                To = to!,
                From = new Mailbox(from!, settings.DefaultSenderName),
                Subject = subject,
                Text = text,
                Html = $"<pre>{WebUtility.HtmlEncode(text)}</pre>",
                Tags = [new(MessageTags.EmailId, MessageTags.Encode(id)), new(MessageTags.Stack, MessageTags.Encode(settings.Names.Stack))],
                // No request of anybody's: its feedback would find no record.
                ConfigurationSet = "",
            },
            cancellationToken);
        log.Write(result.Answer == TransportAnswer.Accepted
            ? new LogEntry(LogLevel.Info, $"A message to the alarm topic was mailed to {to!.Masked}") { EmailId = id }
            : new LogEntry(LogLevel.Error, $"A message to the alarm topic could not be mailed: {result.ErrorName}") { EmailId = id });
    }
}
