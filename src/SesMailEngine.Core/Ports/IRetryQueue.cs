namespace SesMailEngine.Core.Ports;

/// <summary>The soft-bounce retry queue. Throws <see cref="PortException"/> when it does not take the message.</summary>
public interface IRetryQueue
{
    /// <summary>
    /// Puts a message (JSON, at most 256 KiB) that becomes visible after the settings' retry delay.
    /// <paramref name="deduplicationId"/> names the retry: putting it twice leaves one message where the queue can tell.
    /// </summary>
    Task EnqueueAsync(string deduplicationId, string body, CancellationToken cancellationToken);
}
