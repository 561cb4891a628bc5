using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>Puts addresses on the suppression list, and leaves alone what is there and weighs as much.</summary>
internal sealed class FeedbackSuppression(ISuppressionStore store, TimeProvider time)
{
    /// <summary>Suppresses those who bounced for good or complained.</summary>
    /// <returns>Those who were not suppressed for as good a reason before.</returns>
    public async Task<IReadOnlyList<FeedbackRecipient>> AddAllAsync(
        FeedbackEvent feedback, SuppressionType type, string reason, string? emailId, CancellationToken cancellationToken)
    {
        var added = new List<FeedbackRecipient>();
        foreach (var recipient in feedback.Recipients)
        {
            if (await AddAsync(feedback, recipient, type, reason, emailId, cancellationToken)) added.Add(recipient);
        }
        return added;
    }

    /// <summary>Suppresses one; false when the address was suppressed for as good a reason before.</summary>
    public async Task<bool> AddAsync(
        FeedbackEvent feedback, FeedbackRecipient recipient, SuppressionType type, string reason, string? emailId,
        CancellationToken cancellationToken)
    {
        var known = await store.GetAsync(recipient.Address, cancellationToken);
        if (known is not null && Weight(known.Type, known.Reason) >= Weight(type, reason)) return false;
        return await store.AddAsync(
            new SuppressionEntry
            {
                Email = recipient.Address,
                Type = type,
                Reason = reason,
                AddedAt = time.GetUtcNow().ToMilliseconds(),
                EmailId = emailId,
                BounceSubType = feedback.Kind == FeedbackKind.Bounce && feedback.BounceSubType.Length > 0
                    ? feedback.BounceSubType : null,
                DiagnosticCode = recipient.DiagnosticCode,
            },
            cancellationToken);
    }

    // What a person put there says nothing about the address, so knowledge of it replaces that; nothing replaces a complaint.
    private static int Weight(SuppressionType type, string reason) => type switch
    {
        SuppressionType.Complaint => 3,
        SuppressionType.Bounce => reason == SuppressionReasons.HardBounce ? 2 : 1,
        _ => 1,
    };
}
