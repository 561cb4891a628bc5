using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Chaos.Faults;

// The suppression list, the templates, the retry queue, the quota and the bus.
internal sealed class FaultyStores(
    ISuppressionStore suppression, ITemplateStore templates, IRetryQueue retries, ISendQuota quota, INotificationPublisher publisher, FaultPlan plan)
    : ISuppressionStore, ITemplateStore, IRetryQueue, ISendQuota, INotificationPublisher
{
    public Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => suppression.GetAsync(email, cancellationToken));

    public Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => suppression.AddAsync(entry, cancellationToken));

    public Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => templates.ReadAsync(path, maxBytes, cancellationToken));

    public Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => templates.ListAsync(templateName, cancellationToken));

    public Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken) =>
        plan.AroundAsync(() => templates.ListTemplatesAsync(cancellationToken));

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => templates.WriteAsync(path, content, cancellationToken));

    public Task EnqueueAsync(string deduplicationId, string body, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => retries.EnqueueAsync(deduplicationId, body, cancellationToken));

    public Task<SendQuota> GetAsync(CancellationToken cancellationToken) => plan.AroundAsync(() => quota.GetAsync(cancellationToken));

    public Task PublishAsync(string detailType, string detail, CancellationToken cancellationToken) =>
        plan.AroundAsync(() => publisher.PublishAsync(detailType, detail, cancellationToken));
}
