using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Operations;

/// <summary>How full the stack's queues are.</summary>
/// <param name="queues">The queues.</param>
/// <param name="names">Their names.</param>
/// <param name="clock">The clock.</param>
internal sealed class QueueReader(IQueues queues, ResourceNames names, TimeProvider clock) : IQueueReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueReading>> ListAsync(CancellationToken cancellationToken)
    {
        var readings = new List<QueueReading>();
        foreach (var name in (string[])[names.EmailQueue, names.RetryQueue, .. DeadLetterQueues.All.Select(queue => queue.NameIn(names))])
        {
            if (await queues.CountAsync(name, cancellationToken) is not { } counts) continue;
            readings.Add(new QueueReading(
                name, counts.Visible, counts.InFlight, counts.Delayed, counts.OldestSentAt is { } sent ? clock.GetUtcNow() - sent : null)
            { HoldsDeadLetters = name != names.EmailQueue && name != names.RetryQueue });
        }
        return readings;
    }
}
