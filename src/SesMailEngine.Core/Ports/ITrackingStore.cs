using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>
/// The tracking records and the counters derived from them. Every write is atomic, keeps the daily counters in step
/// (<see cref="DailyCounts.Difference"/>), and is durable when the task ends. Reads skip records whose
/// <see cref="TrackingRecord.Ttl"/> has passed. Throws <see cref="PortException"/> when the store does not answer.
/// </summary>
public interface ITrackingStore
{
    /// <summary>
    /// Claims a mail: writes <paramref name="record"/> (status sending, claimed now) when there is none, or takes over
    /// the one there is as <see cref="ClaimResult.Judge"/> allows (<see cref="TrackingRecord.TakeOver"/>). Of any number of
    /// claims at once exactly one gets <see cref="ClaimOutcome.Claimed"/>.
    /// </summary>
    Task<ClaimResult> ClaimAsync(TrackingRecord record, TimeSpan claimLifetime, CancellationToken cancellationToken);

    /// <summary>Writes a record unless there is one with its id; true when it was written.</summary>
    Task<bool> AddAsync(TrackingRecord record, CancellationToken cancellationToken);

    /// <summary>Applies a change as <see cref="TrackingRecord.Apply"/> says.</summary>
    Task<ChangeResult> ApplyAsync(string emailId, RecordChange change, CancellationToken cancellationToken);

    /// <summary>The record of an id; null for none.</summary>
    Task<TrackingRecord?> GetAsync(string emailId, CancellationToken cancellationToken);

    /// <summary>The record that SES's message id belongs to; null for none.</summary>
    Task<TrackingRecord?> FindBySesMessageIdAsync(string sesMessageId, CancellationToken cancellationToken);

    /// <summary>The records of a recipient, newest first, at most <paramref name="limit"/> (1 to 100).</summary>
    /// <param name="toEmail">The recipient's comparison key.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<TrackingRecord>> ListByRecipientAsync(
        string toEmail, int limit, CancellationToken cancellationToken);

    /// <summary>The counters of a UTC day (<c>YYYY-MM-DD</c>): O(1), whatever the volume.</summary>
    Task<DailyCounts> GetDailyCountsAsync(string day, CancellationToken cancellationToken);
}
