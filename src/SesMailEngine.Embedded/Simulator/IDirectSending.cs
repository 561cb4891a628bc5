using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>What the simulator offers to those who send without the engine.</summary>
public interface IDirectSending
{
    /// <summary>
    /// Accepts a mail or refuses it, by the same limits, addresses and fates as the engine's; each recipient counts. What becomes of it
    /// is reported to the engine when the mail names the stack's configuration set.
    /// </summary>
    Task<TransportResult> SendAsync(DirectMail mail, CancellationToken cancellationToken);

    /// <summary>What became of all mails, the engine's too, in quarters of an hour of the last two weeks, oldest first.</summary>
    IReadOnlyList<SendDataPoint> Statistics();
}
