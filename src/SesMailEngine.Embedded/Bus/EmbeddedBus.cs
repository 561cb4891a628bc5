using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Bus;

/// <summary>The bus: rules in the data file, compiled in memory; what they match goes to queues in one write.</summary>
internal sealed class EmbeddedBus : IEventBus
{
    private readonly Store _store;
    private readonly EmbeddedQueues _queues;
    private readonly ResourceNames _names;
    private readonly UuidSource _ids;
    private readonly TimeProvider _clock;
    private readonly RuleTable _table;
    private readonly EventRouting _routing;
    private volatile IReadOnlyList<CompiledRule> _rules;

    /// <summary>Reads the rules there are. Before the writer starts.</summary>
    public EmbeddedBus(Store store, EmbeddedQueues queues, ResourceNames names, UuidSource ids, TimeProvider clock, ILog log)
    {
        _store = store;
        _queues = queues;
        _names = names;
        _ids = ids;
        _clock = clock;
        _table = new RuleTable(store.Writer.Database);
        _routing = new EventRouting(queues, names, log);
        _rules = Sorted(_table.All().Append(BuiltIn(names)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<BusRule> Rules => [.. _rules.Select(rule => rule.Rule)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PutAsync(IReadOnlyList<BusEvent> events, CancellationToken cancellationToken)
    {
        var ids = new string[events.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = _ids.Next().ToString();
        while (true)
        {
            var messages = new List<OutgoingMessage>(events.Count);
            var now = _clock.GetUtcNow();
            for (var i = 0; i < ids.Length; i++)
            {
                using var envelope = new EventEnvelope(ids[i], events[i], _names.AccountId, _names.Region, now);
                _routing.Route(_rules, events[i], envelope, messages);
            }
            // What no rule matches is accepted and goes nowhere.
            if (messages.Count == 0) return ids;
            if (await _queues.SendAsync(messages, cancellationToken) is not null) return ids;
            // A queue was deleted in this moment: the next round finds it missing and goes by the target's dead letter queue.
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<BusTarget>? TargetsOf(string rule) =>
        Find(rule) is { } found ? [.. found.Targets.Select(target => target.Target)] : null;

    /// <inheritdoc/>
    public Task PutRuleAsync(BusRule rule, CancellationToken cancellationToken)
    {
        GuardBuiltIn(rule.Name);
        var compiled = CompiledRule.Of(rule with { IsBuiltIn = false }, []);
        return ChangeAsync(
            () => _table.Put(rule),
            rules => rules.Where(r => r.Rule.Name != rule.Name)
                .Append(compiled with { Targets = Find(rule.Name)?.Targets ?? [] }),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteRuleAsync(string name, CancellationToken cancellationToken)
    {
        GuardBuiltIn(name);
        if (Find(name) is not { } rule) return false;
        if (rule.Targets.Count > 0)
        {
            throw new PortException("Rule can't be deleted since it has targets.", false, "ValidationException");
        }
        await ChangeAsync(() => _table.Delete(name), rules => rules.Where(r => r.Rule.Name != name), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public Task<bool> PutTargetsAsync(string rule, IReadOnlyList<BusTarget> targets, CancellationToken cancellationToken) =>
        ChangeTargetsAsync(
            rule,
            () =>
            {
                foreach (var target in targets) _table.PutTarget(rule, target);
            },
            known => known.Where(k => targets.All(t => t.Id != k.Target.Id)).Concat(targets.Select(CompiledTarget.Of)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveTargetsAsync(string rule, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        ChangeTargetsAsync(
            rule,
            () =>
            {
                foreach (var id in ids) _table.DeleteTarget(rule, id);
            },
            known => known.Where(k => !ids.Contains(k.Target.Id)),
            cancellationToken);

    private static CompiledRule BuiltIn(ResourceNames names) => CompiledRule.Of(
        new BusRule(names.EventRule, """{"detail-type":["Email Request"]}""",
            Description: "Routes Email Requests to the engine's queue", IsBuiltIn: true),
        [new BusTarget("EmailQueue", names.Arn("sqs", names.EmailQueue), DeadLetterArn: names.Arn("sqs", names.EventBridgeDlq))]);

    private static IReadOnlyList<CompiledRule> Sorted(IEnumerable<CompiledRule> rules) =>
        [.. rules.OrderBy(rule => rule.Rule.Name, StringComparer.Ordinal)];

    private CompiledRule? Find(string name) => _rules.FirstOrDefault(rule => rule.Rule.Name == name);

    private async Task<bool> ChangeTargetsAsync(
        string rule, Action write, Func<IEnumerable<CompiledTarget>, IEnumerable<CompiledTarget>> change,
        CancellationToken cancellationToken)
    {
        GuardBuiltIn(rule);
        if (Find(rule) is null) return false;
        await ChangeAsync(
            write,
            rules => rules.Select(r => r.Rule.Name == rule
                ? r with { Targets = [.. change(r.Targets).OrderBy(t => t.Target.Id, StringComparer.Ordinal)] }
                : r),
            cancellationToken);
        return true;
    }

    // The rules in memory change on the writer's thread, after the commit: one after the other, in the order of the file.
    private Task<bool> ChangeAsync(
        Action write, Func<IEnumerable<CompiledRule>, IEnumerable<CompiledRule>> change, CancellationToken cancellationToken) =>
        _store.Writer.RunAsync(
            () =>
            {
                write();
                return true;
            },
            _ => _rules = Sorted(change(_rules)), cancellationToken);

    private void GuardBuiltIn(string rule)
    {
        if (rule == _names.EventRule)
        {
            throw new PortException($"Rule {rule} belongs to the stack and can not be changed.", false, "ManagedRuleException");
        }
    }
}
