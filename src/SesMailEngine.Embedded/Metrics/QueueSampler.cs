using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Metrics;

/// <summary>
/// Looks at the queues once a minute: the stack's always, of others those that hold something or took something since the last look, at most
/// <see cref="MaxOthers"/> of them.
/// </summary>
internal sealed class QueueSampler(EmbeddedQueues queues, EngineQueues engines)
{
    private const int MaxOthers = 100;

    // Of queues that are there at the start, only what comes from now on counts.
    private readonly Dictionary<string, long> _sent = queues.List("")
        .ToDictionary(name => name, name => queues.Get(name)?.NextSequence ?? 1, StringComparer.Ordinal);

    /// <summary>The values of a minute that has just ended.</summary>
    public async Task SampleAsync(DateTimeOffset now, long minute, List<MetricWrite> writes, CancellationToken cancellationToken)
    {
        var own = engines.Definitions(now).Select(queue => queue.Name).ToHashSet(StringComparer.Ordinal);
        var others = 0;
        foreach (var name in queues.List(""))
        {
            if (queues.Get(name) is not { } queue) continue;
            var taken = SentSince(queue);
            if (!own.Contains(name) && ((queue.Stored == 0 && taken == 0) || ++others > MaxOthers)) continue;
            if (await queues.CountAsync(name, cancellationToken) is not { } counts) continue;
            void Add(string metric, string unit, double value) =>
                writes.Add(new(StackMetrics.Sqs(name, metric), unit, minute, MetricValues.Of(value)));
            Add("ApproximateNumberOfMessagesVisible", StackMetrics.CountUnit, counts.Visible);
            Add("ApproximateNumberOfMessagesNotVisible", StackMetrics.CountUnit, counts.InFlight);
            Add("ApproximateNumberOfMessagesDelayed", StackMetrics.CountUnit, counts.Delayed);
            Add("NumberOfMessagesSent", StackMetrics.CountUnit, taken);
            Add("ApproximateAgeOfOldestMessage", "Seconds", counts.OldestSentAt is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0);
        }
        foreach (var gone in _sent.Keys.Where(name => queues.Get(name) is null).ToList()) _sent.Remove(gone);
    }

    // Messages are numbered as they are put on a queue, by whatever way.
    private long SentSince(QueueState queue)
    {
        var next = queue.NextSequence;
        var name = queue.Definition.Name;
        var before = _sent.GetValueOrDefault(name, 1);
        _sent[name] = next;
        return Math.Max(0, next - before);
    }
}
