using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Keeps the retries put on the queue; a deduplication id counts once.</summary>
public sealed class FakeRetryQueue : IRetryQueue
{
    private readonly List<(string DeduplicationId, string Body)> messages = [];
    private readonly Lock gate = new();

    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>The messages, in order.</summary>
    public IReadOnlyList<(string DeduplicationId, string Body)> Messages
    {
        get { lock (gate) return [.. messages]; }
    }

    /// <inheritdoc/>
    public Task EnqueueAsync(string deduplicationId, string body, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(EnqueueAsync), cancellationToken);
        lock (gate)
        {
            if (!messages.Exists(m => m.DeduplicationId == deduplicationId)) messages.Add((deduplicationId, body));
        }
        return Task.CompletedTask;
    }
}
