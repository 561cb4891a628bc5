using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>Records whose store fails as planned.</summary>
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

/// <summary>A suppression list whose store fails as planned.</summary>
internal sealed class FaultySuppression(ISuppressionStore inner, FaultPlan plan) : ISuppressionStore
{
    public Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.GetAsync(email, cancellationToken));

    public Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => inner.AddAsync(entry, cancellationToken));
}

/// <summary>The rest: the retry queue, the quota, the bus.</summary>
internal sealed class FaultyEdges(IRetryQueue retries, ISendQuota quota, INotificationPublisher publisher, FaultPlan plan)
    : IRetryQueue, ISendQuota, INotificationPublisher
{
    public Task EnqueueAsync(string deduplicationId, string body, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => retries.EnqueueAsync(deduplicationId, body, cancellationToken));

    public Task<SendQuota> GetAsync(CancellationToken cancellationToken) => plan.AroundAsync(() => quota.GetAsync(cancellationToken));

    public Task PublishAsync(string detailType, string detail, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => publisher.PublishAsync(detailType, detail, cancellationToken));
}
