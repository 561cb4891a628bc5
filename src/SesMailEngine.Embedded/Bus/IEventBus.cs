namespace SesMailEngine.Embedded.Bus;

/// <summary>The stack's event bus. Rules are kept on disk and matched in memory.</summary>
public interface IEventBus
{
    /// <summary>
    /// Puts events on the bus: when the task ends, what each matching rule sends to its queues is on disk. Gives each event's id,
    /// in order. The entries are valid already (size, JSON): the caller checked.
    /// </summary>
    Task<IReadOnlyList<string>> PutAsync(IReadOnlyList<BusEvent> events, CancellationToken cancellationToken);

    /// <summary>All rules, by name.</summary>
    IReadOnlyList<BusRule> Rules { get; }

    /// <summary>The targets of a rule; null when the rule does not exist.</summary>
    IReadOnlyList<BusTarget>? TargetsOf(string rule);

    /// <summary>Makes or replaces a rule. Its pattern must be valid (<c>EventPattern.TryParse</c>).</summary>
    Task PutRuleAsync(BusRule rule, CancellationToken cancellationToken);

    /// <summary>Removes a rule without targets; false when there is none.</summary>
    Task<bool> DeleteRuleAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds or replaces targets; false when the rule does not exist.</summary>
    Task<bool> PutTargetsAsync(string rule, IReadOnlyList<BusTarget> targets, CancellationToken cancellationToken);

    /// <summary>Removes targets; false when the rule does not exist.</summary>
    Task<bool> RemoveTargetsAsync(string rule, IReadOnlyList<string> ids, CancellationToken cancellationToken);
}
