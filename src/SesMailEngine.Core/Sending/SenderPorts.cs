using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Sending;

/// <summary>The outside world of the sender.</summary>
/// <param name="Tracking">The records.</param>
/// <param name="Suppression">The suppression list.</param>
/// <param name="Templates">The template bucket.</param>
/// <param name="Transport">Hands mail on.</param>
/// <param name="Quota">The account's limits.</param>
/// <param name="Publisher">The stack's bus.</param>
/// <param name="Log">Where lines go.</param>
public sealed record SenderPorts(
    ITrackingStore Tracking, ISuppressionStore Suppression, ITemplateStore Templates, IMailTransport Transport,
    ISendQuota Quota, INotificationPublisher Publisher, ILog Log);
