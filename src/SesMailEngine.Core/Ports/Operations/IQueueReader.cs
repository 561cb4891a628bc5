namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Reads the stack's queues. Throws <see cref="PortException"/> when they do not answer.</summary>
public interface IQueueReader
{
    /// <summary>The two work queues and the three dead letter queues, in this order; one that is not there is left out.</summary>
    Task<IReadOnlyList<QueueReading>> ListAsync(CancellationToken cancellationToken);
}
