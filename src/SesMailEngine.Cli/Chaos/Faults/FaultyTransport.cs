using System.Net.Sockets;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Chaos.Faults;

// Throttles, times out before the mail is accepted and after it was, and breaks the connection.
internal sealed class FaultyTransport(IMailTransport inner, FaultPlan plan) : IMailTransport
{
    private const int Throttled = 20;
    private const int LostBefore = 10;
    private const int LostAfter = 20;

    public async Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (plan.Strikes(Throttled)) return new(TransportAnswer.RefusedForNow, ErrorName: "Throttling", ErrorMessage: "Maximum sending rate exceeded.");
        if (plan.Strikes(LostBefore)) return Lost(mail);
        var result = await inner.SendAsync(mail, cancellationToken);
        return plan.Strikes(LostAfter) ? Lost(mail) : result;
    }

    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.FindAcceptedAsync(emailId, cancellationToken));

    // One half says that it does not know; the other breaks its promise and throws.
    private static TransportResult Lost(OutgoingMail mail) => mail.EmailId.Length % 2 == 0 || mail.EmailId[^1] % 2 == 0
        ? new(TransportAnswer.Ambiguous, ErrorName: "Timeout", ErrorMessage: "The connection timed out.")
        : throw new SocketException((int)SocketError.ConnectionReset);
}
