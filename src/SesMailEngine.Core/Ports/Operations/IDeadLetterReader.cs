namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Looks at dead letters and leaves them where they are. Throws <see cref="PortException"/> when a queue does not answer.</summary>
public interface IDeadLetterReader
{
    /// <summary>The most letters listed at once.</summary>
    const int MaxListed = 1000;

    /// <summary>How many messages each of the three queues holds.</summary>
    Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The letters of a queue that a filter takes, with their cause, among the first <see cref="MaxListed"/> the queue shows. Letters
    /// in other hands are not seen; over SQS, looking takes each for a moment and gives it back.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="filter">Which letters.</param>
    /// <param name="limit">The most letters, 1 to <see cref="MaxListed"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<DeadLetter>> ListAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, int limit, CancellationToken cancellationToken);
}
