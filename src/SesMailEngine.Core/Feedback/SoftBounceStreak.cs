using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>
/// Counts soft bounces in a row: the last N mails to an address whose fate is known all soft-bounced. Mails that were never
/// sent, or nobody has heard of yet, are passed over, and so are bounces that were the message's own fault.
/// </summary>
internal sealed class SoftBounceStreak(ITrackingStore store, int threshold)
{
    /// <summary>True when the soft bounce in hand is the last of <c>N</c> in a row.</summary>
    /// <param name="address">The recipient's comparison key.</param>
    /// <param name="current">The record as it will be after this bounce; the store does not have it yet.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<bool> IsCompletedByAsync(string address, TrackingRecord current, CancellationToken cancellationToken)
    {
        // Mostly the last few records decide; where many are still without feedback, one longer look follows.
        var limit = Math.Min(100, threshold * 5);
        while (true)
        {
            var records = await store.ListByRecipientAsync(address, limit, cancellationToken);
            var isCompleted = Judge(address, current, records);
            if (isCompleted is { } known || limit == 100 || records.Count < limit) return isCompleted ?? false;
            limit = 100;
        }
    }

    private bool? Judge(string address, TrackingRecord current, IReadOnlyList<TrackingRecord> records)
    {
        var inARow = 0;
        foreach (var record in Newest(address, current, records))
        {
            switch (record.Status)
            {
                case EmailStatus.SoftBounced when SesBounces.IsFaultOfTheMessage(record.BounceSubType):
                case EmailStatus.Sending or EmailStatus.Sent or EmailStatus.Failed:
                    continue;
                case EmailStatus.SoftBounced:
                    if (++inARow == threshold) return true;
                    continue;
                default:
                    return false;
            }
        }
        return null;
    }

    // An index lags behind its table, so the record in hand is put where it belongs whatever the list says.
    private static IEnumerable<TrackingRecord> Newest(
        string address, TrackingRecord current, IReadOnlyList<TrackingRecord> records) => records
        .Where(record => record.EmailId != current.EmailId)
        .Concat(current.ToEmail == address ? [current] : Array.Empty<TrackingRecord>())
        .OrderByDescending(record => record.Timestamp);
}
