using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Bus;

/// <summary>Publishes the engine's notifications on the bus.</summary>
internal sealed class BusPublisher(IEventBus bus) : INotificationPublisher
{
    /// <summary>The <c>source</c> of the engine's own events.</summary>
    public const string Source = "sesmailengine";

    /// <inheritdoc/>
    public Task PublishAsync(string detailType, string detail, CancellationToken cancellationToken) =>
        bus.PutAsync([new BusEvent(Source, detailType, detail)], cancellationToken);
}
