using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Suppression;

/// <summary>Whether an address may get mail.</summary>
/// <param name="store">The suppression list.</param>
internal sealed class SuppressionCheck(ISuppressionStore store)
{
    /// <summary>Null when mail may flow, else why not.</summary>
    /// <exception cref="PortException">The list does not answer: nobody may conclude that the address is free.</exception>
    public async ValueTask<FailureFacts?> CheckAsync(EmailAddress to, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(to.ComparisonKey, cancellationToken) is not { } entry) return null;
        var code = (entry.Type, entry.Reason) switch
        {
            (SuppressionType.Complaint, _) => ErrorCodes.SuppressedComplaint,
            (SuppressionType.Manual, _) => ErrorCodes.SuppressedManual,
            (_, SuppressionReasons.ConsecutiveSoftBounces) => ErrorCodes.SuppressedSoftBounces,
            _ => ErrorCodes.SuppressedHardBounce,
        };
        return new FailureFacts(ErrorTypes.Suppressed, code, ErrorCatalogue.Format(code));
    }
}
