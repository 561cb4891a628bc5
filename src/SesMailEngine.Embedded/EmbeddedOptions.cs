using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Embedded;

/// <summary>What the embedded host's stores and simulator are told when they are opened.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The folder that holds everything; made when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The engine's settings; its names give the queues and the bus theirs.</summary>
    public required EngineSettings Settings { get; init; }

    /// <summary>Mails a second the simulator accepts; 0 for no limit.</summary>
    public double MaxSendRate { get; init; }

    /// <summary>Mails the simulator accepts in 24 hours; 0 for no limit.</summary>
    public double Max24HourSend { get; init; }

    /// <summary>True when the simulator refuses mail from others than the default sender and its domain, as SES does; false to accept any sender.</summary>
    public bool RequireVerifiedSender { get; init; }

    /// <summary>How long after accepting a mail the simulator reports the first of what became of it.</summary>
    public TimeSpan FeedbackDelay { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Bytes of mail bodies the outbox keeps on disk, the newest; the journal is kept for ever.</summary>
    public long OutboxBytes { get; init; } = 256L << 20;

    /// <summary>The HTTP endpoints that stand for Lambda functions as targets of rules.</summary>
    public FunctionEndpoints LambdaEndpoints { get; init; } = FunctionEndpoints.None;

    /// <summary>
    /// Called with one line for people when the data file cannot be used for a while (a full disk), and when it can again. Null tells nobody.
    /// It is called on the thread that writes and must not wait.
    /// </summary>
    public Action<string>? Notice { get; init; }

    /// <summary>False when the stack was deleted: the engine's queues are not made.</summary>
    public bool HasEngine { get; init; } = true;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bytes of log lines kept for each function, the newest, even before the log retention is over.</summary>
    public long LogBytes { get; init; } = 512L << 20;

    /// <summary>The least level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;
}
