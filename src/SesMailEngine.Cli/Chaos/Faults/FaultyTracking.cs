using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Chaos.Faults;

internal sealed class FaultyTracking(ITrackingStore inner, FaultPlan plan) : ITrackingStore
{
    public Task<ClaimResult> ClaimAsync(TrackingRecord record, TimeSpan claimLifetime, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.ClaimAsync(record, claimLifetime, cancellationToken));

    public Task<bool> AddAsync(TrackingRecord record, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.AddAsync(record, cancellationToken));

    public Task<ChangeResult> ApplyAsync(string emailId, RecordChange change, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.ApplyAsync(emailId, change, cancellationToken));

    public Task<TrackingRecord?> GetAsync(string emailId, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.GetAsync(emailId, cancellationToken));

    public Task<TrackingRecord?> FindBySesMessageIdAsync(string sesMessageId, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.FindBySesMessageIdAsync(sesMessageId, cancellationToken));

    public Task<IReadOnlyList<TrackingRecord>> ListByRecipientAsync(string toEmail, int limit, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.ListByRecipientAsync(toEmail, limit, cancellationToken));

    public Task<DailyCounts> GetDailyCountsAsync(string day, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.GetDailyCountsAsync(day, cancellationToken));
}
