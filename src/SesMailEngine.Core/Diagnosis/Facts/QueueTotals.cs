using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>Sums over a queue's readings.</summary>
internal static class QueueTotals
{
    /// <summary>All messages in the queue, whatever their state.</summary>
    public static long Total(this QueueReading queue) => queue.Waiting + queue.InFlight + queue.Delayed;
}
