using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>Hands mail on: SES, the mailbox simulator, or an SMTP relay.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Sends once, without retries of its own. Refusals and ambiguous ends are values; throws only when
    /// <paramref name="cancellationToken"/> was cancelled before anything went out.
    /// </summary>
    Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>
    /// The message id under which this transport accepted a mail earlier; null when it did not, or cannot tell. Asked
    /// before a claim is taken over, so that a crash between sending and recording repeats nothing.
    /// </summary>
    Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken);
}
