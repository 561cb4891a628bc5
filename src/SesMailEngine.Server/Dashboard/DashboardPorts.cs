using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Server.Dashboard;

/// <summary>Where the dashboard gets what it shows, and through what it acts: the same pages serve this host and a deployed stack.</summary>
internal sealed record DashboardPorts
{
    /// <summary>The tracking records, by id.</summary>
    public required ITrackingStore Records { get; init; }

    /// <summary>The tracking records, searched.</summary>
    public required IMailReader Mails { get; init; }

    /// <summary>What mails said; null where nobody keeps it.</summary>
    public IMailContents? Contents { get; init; }

    /// <summary>Counters of each day.</summary>
    public required IDailyStatistics Statistics { get; init; }

    /// <summary>What happened in each quarter of an hour.</summary>
    public required IActivityReader Activity { get; init; }

    /// <summary>The account's limits.</summary>
    public required ISendQuota Quota { get; init; }

    /// <summary>The queues.</summary>
    public required IQueueReader Queues { get; init; }

    /// <summary>The alarms.</summary>
    public required IAlarmReader Alarms { get; init; }

    /// <summary>The suppression list.</summary>
    public required ISuppressionReader Suppression { get; init; }

    /// <summary>The suppression list, address by address.</summary>
    public required ISuppressionStore SuppressionStore { get; init; }

    /// <summary>Changes the suppression list.</summary>
    public required ISuppressionEditor SuppressionEditor { get; init; }

    /// <summary>The dead letters.</summary>
    public required IDeadLetterReader DeadLetters { get; init; }

    /// <summary>Redrives and discards them.</summary>
    public required IDeadLetterEditor DeadLetterEditor { get; init; }

    /// <summary>The bus's rules.</summary>
    public required IRuleReader Rules { get; init; }

    /// <summary>The templates.</summary>
    public required ITemplateStore Templates { get; init; }

    /// <summary>Publishes requests.</summary>
    public required IRequestPublisher Requests { get; init; }

    /// <summary>Makes ids.</summary>
    public required IIdSource Ids { get; init; }

    /// <summary>The settings that decide the engine's behaviour.</summary>
    public required EngineSettings Settings { get; init; }

    /// <summary>Every setting with its value, for people.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> SettingValues { get; init; }
}
