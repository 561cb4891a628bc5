namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// Watches the engine's notifications live. Watching makes what it needs on the bus and takes it away again when the enumeration ends
/// or is cancelled. Throws <see cref="PortException"/> when the bus does not answer.
/// </summary>
public interface INotificationReader
{
    /// <summary>Notifications from the first call on, in no promised order; ends only when cancelled.</summary>
    IAsyncEnumerable<WatchedNotification> WatchAsync(CancellationToken cancellationToken);
}
