namespace SesMailEngine.Core.Model;

/// <summary>The engine's settings: the stack parameters that decide behaviour, with their defaults.</summary>
public sealed record EngineSettings
{
    /// <summary>Names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>Who gets the alarms; null for nobody.</summary>
    public string? AdminEmail { get; init; }

    /// <summary>The sender's address when neither request nor template gives one; null on AWS when not configured.</summary>
    public string? DefaultSenderEmail { get; init; }

    /// <summary>The sender's name when neither request nor template gives one.</summary>
    public string? DefaultSenderName { get; init; } = "SESMailEngine";

    /// <summary>Days a record is kept, 30 to 365.</summary>
    public int DataRetentionDays { get; init; } = 90;

    /// <summary>Days logs are kept.</summary>
    public int LogRetentionDays { get; init; } = 90;

    /// <summary>Soft bounces in a row that suppress an address, 2 to 10.</summary>
    public int ConsecutiveSoftBounceThreshold { get; init; } = 3;

    /// <summary>Retries after a first soft bounce, 0 or 1.</summary>
    public int SoftBounceRetries { get; init; } = 1;

    /// <summary>Percent above which the guard closes.</summary>
    public double BounceRateThreshold { get; init; } = 5;

    /// <summary>Mails sent today before the guard may close.</summary>
    public int BounceRateMinimumSample { get; init; } = 50;

    /// <summary>What the closed guard does.</summary>
    public BounceRateAction BounceRateAction { get; init; } = BounceRateAction.Fail;

    /// <summary>How long a received message stays invisible, and how long a claim holds.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Delay of the soft-bounce retry.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Receives after which a message goes to its dead letter queue.</summary>
    public int MaxReceives { get; init; } = 3;

    /// <summary>Senders that share the account's rate (the AWS host's concurrency; 1 on the embedded host).</summary>
    public int SenderConcurrency { get; init; } = 1;

    /// <summary>When the alarms go off.</summary>
    public AlarmSettings Alarms { get; init; } = new();
}
