namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Puts dead letters back to work or throws them away. Throws <see cref="PortException"/> when a queue does not answer.</summary>
public interface IDeadLetterEditor
{
    /// <summary>The highest rate letters are put back at, a second.</summary>
    const double MaxRate = 10_000;

    /// <summary>
    /// Puts letters back to work: requests and retries on their queue, feedback on its topic, with the content they have. Each letter
    /// passes once: what fails again while this runs is for the next time. A letter leaves its queue only when it is back at work.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="filter">Which letters.</param>
    /// <param name="rate">Letters a second, above 0 and at most <see cref="MaxRate"/>.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>How many.</returns>
    Task<int> RedriveAsync(DeadLetterQueue queue, DeadLetterFilter filter, double rate, CancellationToken cancellationToken);

    /// <summary>Throws letters away for good; their records stay.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="filter">Which letters.</param>
    /// <param name="keep">Called with each batch before it goes, to keep it elsewhere; null for nothing. When it throws, the batch stays.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>How many.</returns>
    Task<int> DiscardAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, Func<IReadOnlyList<DeadLetter>, Task>? keep, CancellationToken cancellationToken);
}
