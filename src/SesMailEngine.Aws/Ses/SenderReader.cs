using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.Ses;

/// <summary>
/// The account's standing at SES and what it knows of a sender: SES v2's GetAccount and GetEmailIdentity
/// (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html).
/// </summary>
/// <param name="calls">The calls.</param>
public sealed class SenderReader(PortCalls calls) : ISenderReader
{
    /// <inheritdoc/>
    public async Task<SenderStanding> GetAsync(CancellationToken cancellationToken)
    {
        var account = await calls.GetAsync("GetAccount", "ses", "/v2/email/account", cancellationToken).ConfigureAwait(false) ?? default;
        return new SenderStanding(!account.IsTrue("ProductionAccessEnabled"), account.IsTrue("SendingEnabled"), account.Text("EnforcementStatus"));
    }

    /// <inheritdoc/>
    public async Task<SenderIdentity?> FindAsync(string identity, CancellationToken cancellationToken)
    {
        var answer = await calls.GetAsync(
            "GetEmailIdentity", "ses", $"/v2/email/identities/{Uri.EscapeDataString(identity)}", cancellationToken).ConfigureAwait(false);
        return answer is { } found
            ? new SenderIdentity(identity, found.IsTrue("VerifiedForSendingStatus"), found.Field("DkimAttributes")?.Text("Status"))
            : null;
    }
}
