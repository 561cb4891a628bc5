namespace SesMailEngine.Core.Ports;

/// <summary>Publishes events on the stack's bus. Throws <see cref="PortException"/> when the bus does not take them.</summary>
public interface INotificationPublisher
{
    /// <summary>Publishes one event.</summary>
    /// <param name="detailType">For example <c>Email Status Changed</c>.</param>
    /// <param name="detail">The detail, a JSON object.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task PublishAsync(string detailType, string detail, CancellationToken cancellationToken);
}
