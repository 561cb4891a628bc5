using System.Text.Json;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Keeps the events published.</summary>
public sealed class RecordingPublisher : INotificationPublisher
{
    private readonly List<(string DetailType, string Detail)> events = [];
    private readonly Lock gate = new();

    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was published, in order.</summary>
    public IReadOnlyList<(string DetailType, string Detail)> Events
    {
        get { lock (gate) return [.. events]; }
    }

    /// <summary>The details, parsed.</summary>
    public IReadOnlyList<JsonElement> Details => [.. Events.Select(e => JsonElement.Parse(e.Detail))];

    /// <inheritdoc/>
    public Task PublishAsync(string detailType, string detail, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(PublishAsync), cancellationToken);
        lock (gate) events.Add((detailType, detail));
        return Task.CompletedTask;
    }
}
