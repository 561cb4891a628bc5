using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Queues;

/// <summary>The stack's own queues: their names, their attributes, and which of them only this process consumes.</summary>
/// <param name="Settings">The engine's settings.</param>
public sealed record EngineQueues(EngineSettings Settings)
{
    private const string TargetPrefix = "target/";

    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    /// <summary>
    /// The queue that carries the simulator's feedback to the feedback processor, in the place of the SNS topic of the same name. No
    /// API lists it.
    /// </summary>
    public string Feedback => Settings.Names.FeedbackTopic;

    /// <summary>True for a queue whose only consumer is the engine in this process.</summary>
    public bool IsEngines(string name) =>
        name == Settings.Names.EmailQueue || name == Settings.Names.RetryQueue || name == Feedback || IsTargets(name);

    /// <summary>True for a queue that no API lists.</summary>
    public bool IsHidden(string name) => name == Feedback || IsTargets(name);

    /// <summary>
    /// The queue that holds what goes to the HTTP endpoint of a rule's target, one for each, so that none waits for another. No
    /// client can name it: names of queues have no slash.
    /// </summary>
    public static string OfTarget(string rule, string target) => $"{TargetPrefix}{rule}/{target}";

    /// <summary>True for a queue of <see cref="OfTarget"/>.</summary>
    public static bool IsTargets(string name) => name.StartsWith(TargetPrefix, StringComparison.Ordinal);

    /// <summary>The definitions, dead letter queues first.</summary>
    public IReadOnlyList<QueueDefinition> Definitions(DateTimeOffset now)
    {
        var names = Settings.Names;
        return
        [
            Plain(names.EventBridgeDlq, now),
            Plain(names.RetryDlq, now),
            Plain(names.FeedbackDlq, now),
            Plain(names.EmailQueue, now) with { MaxReceiveCount = Settings.MaxReceives, DeadLetterQueue = names.EventBridgeDlq },
            Plain(names.RetryQueue, now) with
            {
                Delay = Settings.RetryDelay,
                MaxReceiveCount = Settings.MaxReceives,
                DeadLetterQueue = names.RetryDlq,
            },
            Plain(Feedback, now) with { MaxReceiveCount = Settings.MaxReceives, DeadLetterQueue = names.FeedbackDlq },
        ];
    }

    private QueueDefinition Plain(string name, DateTimeOffset now) =>
        new(name, Settings.VisibilityTimeout, TimeSpan.Zero, Retention) { CreatedAt = now };
}
