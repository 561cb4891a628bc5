using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>Finds the record feedback belongs to: by the engine's id in the message tag, else by SES's message id.</summary>
internal sealed class FeedbackRecords(ITrackingStore store)
{
    /// <summary>The record; null for none.</summary>
    public async Task<TrackingRecord?> FindAsync(FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        if (feedback.EmailId is { } emailId && await store.GetAsync(emailId, cancellationToken) is { } record) return record;
        return feedback.SesMessageId is { } messageId
            ? await store.FindBySesMessageIdAsync(messageId, cancellationToken) : null;
    }

    /// <summary>Applies a change without reading first: one write when the tag names the record.</summary>
    public async Task<ChangeResult> ApplyAsync(
        FeedbackEvent feedback, RecordChange change, CancellationToken cancellationToken)
    {
        if (feedback.EmailId is { } emailId)
        {
            var result = await store.ApplyAsync(emailId, change, cancellationToken);
            if (result.After is not null) return result;
        }
        if (feedback.SesMessageId is { } messageId
            && await store.FindBySesMessageIdAsync(messageId, cancellationToken) is { } record)
        {
            return await store.ApplyAsync(record.EmailId, change, cancellationToken);
        }
        return new ChangeResult(null, null);
    }
}
