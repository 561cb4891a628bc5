using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Gathering;

/// <summary>All that diagnosis asks: the engine's own ports, and those for operators. It changes nothing through any of them.</summary>
public sealed record DiagnosisPorts
{
    /// <summary>The stack's names.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The records and counters.</summary>
    public required ITrackingStore Tracking { get; init; }

    /// <summary>Mails by other things than their id.</summary>
    public required IMailReader Mails { get; init; }

    /// <summary>The suppression list.</summary>
    public required ISuppressionStore Suppression { get; init; }

    /// <summary>The template bucket.</summary>
    public required ITemplateStore Templates { get; init; }

    /// <summary>The account's limits.</summary>
    public required ISendQuota Quota { get; init; }

    /// <summary>The account's standing and identities.</summary>
    public required ISenderReader Sender { get; init; }

    /// <summary>The queues.</summary>
    public required IQueueReader Queues { get; init; }

    /// <summary>The dead letters.</summary>
    public required IDeadLetterReader DeadLetters { get; init; }

    /// <summary>The alarms.</summary>
    public required IAlarmReader Alarms { get; init; }

    /// <summary>The logs.</summary>
    public required ILogReader Logs { get; init; }

    /// <summary>The rules.</summary>
    public required IRuleReader Rules { get; init; }

    /// <summary>The stack.</summary>
    public required IStackReader Stack { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
