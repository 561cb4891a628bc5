namespace SesMailEngine.Cli.Chaos;

// What a request asks for, and so how its mail has to end.
internal enum ChaosRequestKind
{
    Plain,
    Opened,
    Delayed,
    SoftBounced,
    Bounced,
    OnSuppressionList,
    Complained,
    Rejected,
    Throttled,
    Invalid,
    WithoutTemplate,
}
