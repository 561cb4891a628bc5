using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>All that was gathered on one recipient.</summary>
public sealed record AddressFacts
{
    /// <summary>The recipient's comparison key.</summary>
    public required string Address { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The entry on the suppression list; null when mail may flow.</summary>
    public SuppressionEntry? Suppression { get; init; }

    /// <summary>The latest mails, newest first.</summary>
    public IReadOnlyList<TrackingRecord> Mails { get; init; } = [];

    /// <summary>The guard's numbers.</summary>
    public GuardFacts? Guard { get; init; }

    /// <summary>What was gathered on the latest mail, for its own tree; null when there is none.</summary>
    public MailFacts? Latest { get; init; }

    /// <summary>ConsecutiveSoftBounceThreshold.</summary>
    public int SoftBounceThreshold { get; init; } = 3;

    /// <summary>What was looked at.</summary>
    public IReadOnlyList<Look> Looked { get; init; } = [];
}
