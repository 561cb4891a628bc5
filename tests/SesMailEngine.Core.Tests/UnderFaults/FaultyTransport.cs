using System.Net.Sockets;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>
/// A transport that throttles, times out before and after it accepted, and breaks connections. Its journal is the witness, and it tells
/// what became of each mail it accepted.
/// </summary>
/// <param name="plan">Which calls fail.</param>
/// <param name="random">How they fail.</param>
/// <param name="remembers">True as on the embedded host, where the journal can be asked; false as with SES, where only events tell.</param>
/// <param name="accepted">Told of each mail accepted, with its message id.</param>
internal sealed class FaultyTransport(FaultPlan plan, Random random, bool remembers, Action<OutgoingMail, string> accepted) : IMailTransport
{
    private readonly List<string> journal = [];

    /// <summary>The ids of the mails accepted, in order; a mail sent twice is in it twice.</summary>
    public IReadOnlyList<string> Journal => journal;

    public Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (plan.Strikes(10)) return Task.FromResult(new TransportResult(TransportAnswer.RefusedForNow, null, "Throttling", "Maximum sending rate exceeded."));
        if (plan.Strikes(3)) return Fail();
        journal.Add(mail.EmailId);
        var messageId = $"ses-{journal.Count}";
        accepted(mail, messageId);
        return plan.Strikes(6) ? Fail() : Task.FromResult(TransportResult.Accepted(messageId));
    }

    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken) => plan.AroundAsync(() =>
    {
        var at = remembers ? journal.IndexOf(emailId) : -1;
        return Task.FromResult(at < 0 ? null : $"ses-{at + 1}");
    });

    // A transport says that it does not know, or breaks its promise and throws.
    private Task<TransportResult> Fail() => random.Next(2) == 0
        ? Task.FromResult(new TransportResult(TransportAnswer.Ambiguous, null, "Timeout", "The connection timed out."))
        : throw new SocketException((int)SocketError.ConnectionReset);
}
