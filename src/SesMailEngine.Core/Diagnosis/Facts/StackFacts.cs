using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>All that was gathered on a whole stack. A part that could not be read is null; <see cref="Unread"/> says why.</summary>
public sealed record StackFacts
{
    /// <summary>The stack's names.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The stack's status, such as <c>CREATE_COMPLETE</c>; null when there is no stack of that name.</summary>
    public string? StackStatus { get; init; }

    /// <summary>Resources that are in a failed state, with the reason.</summary>
    public IReadOnlyList<FindingFact> FailedResources { get; init; } = [];

    /// <summary>How many of the three functions are there.</summary>
    public int FunctionCount { get; init; }

    /// <summary>The queues.</summary>
    public IReadOnlyList<QueueReading>? Queues { get; init; }

    /// <summary>The guard's numbers.</summary>
    public GuardFacts? Guard { get; init; }

    /// <summary>The account's limits.</summary>
    public SendQuota? Quota { get; init; }

    /// <summary>SES's word on the default sender.</summary>
    public SenderFacts? Sender { get; init; }

    /// <summary>All templates, checked.</summary>
    public IReadOnlyList<TemplateFacts>? Templates { get; init; }

    /// <summary>The alarms.</summary>
    public IReadOnlyList<AlarmReading>? Alarms { get; init; }

    /// <summary>The rules on the bus.</summary>
    public IReadOnlyList<RuleReading>? Rules { get; init; }

    /// <summary>The seeder.</summary>
    public SeederFacts? Seeder { get; init; }

    /// <summary>Error lines of the last hours, newest first.</summary>
    public IReadOnlyList<LogFacts>? Errors { get; init; }

    /// <summary>What could not be read: the part, and why.</summary>
    public IReadOnlyList<Look> Unread { get; init; } = [];
}
