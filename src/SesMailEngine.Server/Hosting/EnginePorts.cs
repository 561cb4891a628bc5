using SesMailEngine.Core.Ports;

namespace SesMailEngine.Server.Hosting;

/// <summary>What the engine sees of the world on this host.</summary>
/// <param name="Tracking">The records.</param>
/// <param name="Suppression">The suppression list.</param>
/// <param name="Templates">The template bucket.</param>
/// <param name="Transport">Hands mail on.</param>
/// <param name="Quota">The sending limits.</param>
/// <param name="Publisher">The stack's bus.</param>
/// <param name="Retries">The soft-bounce retry queue.</param>
public sealed record EnginePorts(
    ITrackingStore Tracking, ISuppressionStore Suppression, ITemplateStore Templates, IMailTransport Transport, ISendQuota Quota,
    INotificationPublisher Publisher, IRetryQueue Retries);
