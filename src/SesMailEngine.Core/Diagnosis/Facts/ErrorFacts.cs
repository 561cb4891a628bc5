using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>An error to explain: its entry of the catalogue, and whatever is known around it.</summary>
/// <param name="Entry">The catalogue's entry.</param>
/// <param name="Message">The message as it was told; null when only the code is known.</param>
public sealed record ErrorFacts(ErrorEntry Entry, string? Message)
{
    /// <summary>The mail it happened to.</summary>
    public TrackingRecord? Record { get; init; }

    /// <summary>The recipient's entry on the suppression list.</summary>
    public SuppressionEntry? Suppression { get; init; }

    /// <summary>True when the suppression list was read, so that no entry means none.</summary>
    public bool SuppressionWasRead { get; init; }

    /// <summary>The template as it is now.</summary>
    public TemplateFacts? Template { get; init; }

    /// <summary>The guard's numbers.</summary>
    public GuardFacts? Guard { get; init; }

    /// <summary>The account's limits.</summary>
    public SendQuota? Quota { get; init; }

    /// <summary>SES's word on the sender.</summary>
    public SenderFacts? Sender { get; init; }

    /// <summary>The queues.</summary>
    public IReadOnlyList<QueueReading> Queues { get; init; } = [];

    /// <summary>The message in a dead letter queue.</summary>
    public DeadLetter? DeadLetter { get; init; }
}
