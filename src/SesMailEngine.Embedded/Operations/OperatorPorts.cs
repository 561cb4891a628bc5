using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Embedded.Operations;

/// <summary>The ports for people who look after this host.</summary>
public sealed record OperatorPorts
{
    /// <summary>The tracking records, searched.</summary>
    public required IMailReader Mails { get; init; }

    /// <summary>What mails said: the outbox.</summary>
    public required IMailContents Contents { get; init; }

    /// <summary>The suppression list.</summary>
    public required ISuppressionReader Suppression { get; init; }

    /// <summary>Changes the suppression list by hand.</summary>
    public required ISuppressionEditor SuppressionEditor { get; init; }

    /// <summary>The counters of each day.</summary>
    public required IDailyStatistics Statistics { get; init; }

    /// <summary>What happened in each quarter of an hour.</summary>
    public required IActivityReader Activity { get; init; }

    /// <summary>The dead letters.</summary>
    public required IDeadLetterReader DeadLetters { get; init; }

    /// <summary>Redrives and discards dead letters.</summary>
    public required IDeadLetterEditor DeadLetterEditor { get; init; }

    /// <summary>The alarms.</summary>
    public required IAlarmReader Alarms { get; init; }

    /// <summary>The bus's rules.</summary>
    public required IRuleReader Rules { get; init; }

    /// <summary>The queues.</summary>
    public required IQueueReader Queues { get; init; }

    /// <summary>Publishes requests on the bus.</summary>
    public required IRequestPublisher Requests { get; init; }
}
