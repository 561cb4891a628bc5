using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>What is needed to say why a subscriber hears nothing.</summary>
public sealed record NotificationFacts
{
    /// <summary>The stack's names.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The mail whose notification is tried on the rules; null to try one made up.</summary>
    public TrackingRecord? Record { get; init; }

    /// <summary>The rules on the bus; null when they could not be read.</summary>
    public IReadOnlyList<RuleReading>? Rules { get; init; }

    /// <summary>Log lines of notifications the bus did not take, newest first.</summary>
    public IReadOnlyList<LogFacts> Failures { get; init; } = [];

    /// <summary>Events a target did not take, in the rules' dead letter queue.</summary>
    public IReadOnlyList<DeadLetter> Undelivered { get; init; } = [];

    /// <summary>What is wrong with targets, by their ARN.</summary>
    public IReadOnlyDictionary<string, string> TargetProblems { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What was looked at.</summary>
    public IReadOnlyList<Look> Looked { get; init; } = [];
}
