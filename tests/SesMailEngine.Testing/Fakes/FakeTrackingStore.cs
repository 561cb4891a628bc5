using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Tracking records in memory, by the rules of the model.</summary>
public sealed class FakeTrackingStore(TimeProvider time) : ITrackingStore
{
    private readonly Dictionary<string, TrackingRecord> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DailyCounts> days = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>All records, expired or not, in the order of their ids.</summary>
    public IReadOnlyList<TrackingRecord> All
    {
        get { lock (gate) return [.. records.Values.OrderBy(r => r.EmailId, StringComparer.Ordinal)]; }
    }

    /// <summary>The record of an id, which must be there.</summary>
    public TrackingRecord this[string emailId]
    {
        get { lock (gate) return records[emailId]; }
    }

    /// <summary>Puts a record as it is, counted as a new one.</summary>
    public void Put(TrackingRecord record)
    {
        lock (gate) Write(records.GetValueOrDefault(record.EmailId), record);
    }

    /// <summary>Sets a day's counters.</summary>
    public void SetCounts(string day, DailyCounts counts)
    {
        lock (gate) days[day] = counts;
    }

    /// <inheritdoc/>
    public Task<ClaimResult> ClaimAsync(
        TrackingRecord record, TimeSpan claimLifetime, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(ClaimAsync), cancellationToken);
        lock (gate)
        {
            if (Find(record.EmailId) is not { } existing)
            {
                Write(null, record);
                return Task.FromResult(new ClaimResult(ClaimOutcome.Claimed, null));
            }
            var now = record.ClaimedAt ?? time.GetUtcNow();
            var outcome = ClaimResult.Judge(existing, now, claimLifetime);
            if (outcome == ClaimOutcome.Claimed) Write(existing, existing.TakeOver(now));
            return Task.FromResult(new ClaimResult(outcome, existing));
        }
    }

    /// <inheritdoc/>
    public Task<bool> AddAsync(TrackingRecord record, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(AddAsync), cancellationToken);
        lock (gate)
        {
            if (Find(record.EmailId) is not null) return Task.FromResult(false);
            Write(null, record);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<ChangeResult> ApplyAsync(string emailId, RecordChange change, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(ApplyAsync), cancellationToken);
        lock (gate)
        {
            if (Find(emailId) is not { } before) return Task.FromResult(new ChangeResult(null, null));
            var after = before.Apply(change);
            if (!ReferenceEquals(before, after)) Write(before, after);
            return Task.FromResult(new ChangeResult(before, after));
        }
    }

    /// <inheritdoc/>
    public Task<TrackingRecord?> GetAsync(string emailId, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(GetAsync), cancellationToken);
        lock (gate) return Task.FromResult(Find(emailId));
    }

    /// <inheritdoc/>
    public Task<TrackingRecord?> FindBySesMessageIdAsync(string sesMessageId, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(FindBySesMessageIdAsync), cancellationToken);
        lock (gate) return Task.FromResult(records.Values.FirstOrDefault(r => r.SesMessageId == sesMessageId && Lives(r)));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRecord>> ListByRecipientAsync(
        string toEmail, int limit, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(ListByRecipientAsync), cancellationToken);
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<TrackingRecord>>(
            [
                .. records.Values.Where(r => r.ToEmail == toEmail && Lives(r))
                    .OrderByDescending(r => r.Timestamp).ThenByDescending(r => r.EmailId, StringComparer.Ordinal)
                    .Take(limit),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<DailyCounts> GetDailyCountsAsync(string day, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(GetDailyCountsAsync), cancellationToken);
        lock (gate) return Task.FromResult(days.GetValueOrDefault(day));
    }

    private TrackingRecord? Find(string emailId) =>
        records.TryGetValue(emailId, out var record) && Lives(record) ? record : null;

    private bool Lives(TrackingRecord record) => record.Ttl is not { } ttl || ttl > time.GetUtcNow().ToUnixTimeSeconds();

    private void Write(TrackingRecord? before, TrackingRecord after)
    {
        records[after.EmailId] = after;
        foreach (var (day, counts) in DailyCounts.Difference(before, after))
        {
            days[day] = days.GetValueOrDefault(day) + counts;
        }
    }
}
