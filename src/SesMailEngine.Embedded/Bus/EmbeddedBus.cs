using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Bus;

/// <summary>The bus: rules in the data file, compiled in memory; what they match goes to queues in one write.</summary>
internal sealed class EmbeddedBus : IEventBus, IEndpointTargets
{
    // Longer than any post to an endpoint takes.
    private static readonly TimeSpan EndpointVisibility = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndpointRetention = TimeSpan.FromDays(14);

    private readonly Store _store;
    private readonly EmbeddedQueues _queues;
    private readonly ResourceNames _names;
    private readonly FunctionEndpoints _functions;
    private readonly UuidSource _ids;
    private readonly TimeProvider _clock;
    private readonly RuleTable _table;
    private readonly EventRouting _routing;
    private volatile IReadOnlyList<CompiledRule> _rules = [];
    private volatile Dictionary<string, EndpointTarget> _endpoints = [];

    /// <summary>Reads the rules there are. Before the writer starts.</summary>
    public EmbeddedBus(
        Store store, EmbeddedQueues queues, ResourceNames names, FunctionEndpoints functions, UuidSource ids, TimeProvider clock, ILog log)
    {
        _functions = functions;
        _store = store;
        _queues = queues;
        _names = names;
        _ids = ids;
        _clock = clock;
        _table = new RuleTable(store.Writer.Database);
        _routing = new EventRouting(queues, names, log);
        Use(_table.All(functions).Append(BuiltIn(names)));
    }

    /// <inheritdoc/>
    public event Action? EndpointsChanged;

    /// <inheritdoc/>
    public IReadOnlyList<EndpointTarget> Endpoints => [.. _endpoints.Values];

    /// <inheritdoc/>
    public EndpointTarget? FindEndpoint(string queue) => _endpoints.GetValueOrDefault(queue);

    /// <summary>Makes the queues of endpoints that have none yet: their function got its endpoint since the last start.</summary>
    public async Task MakeQueuesAsync(CancellationToken cancellationToken)
    {
        foreach (var endpoint in Endpoints) await MakeQueueAsync(endpoint.Queue, cancellationToken);
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
        var compiled = CompiledRule.Of(rule with { IsBuiltIn = false }, [], _functions);
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
    public async Task<bool> PutTargetsAsync(string rule, IReadOnlyList<BusTarget> targets, CancellationToken cancellationToken)
    {
        GuardBuiltIn(rule);
        if (Find(rule) is null) return false;
        var compiled = targets.Select(target => CompiledTarget.Of(rule, target, _functions)).ToList();
        foreach (var target in compiled.Where(target => target.Endpoint is not null)) await MakeQueueAsync(target.Queue!, cancellationToken);
        var isDone = await ChangeTargetsAsync(
            rule,
            () =>
            {
                foreach (var target in targets) _table.PutTarget(rule, target);
            },
            known => known.Where(k => targets.All(t => t.Id != k.Target.Id)).Concat(compiled),
            cancellationToken);
        await DropQueuesAsync(rule, compiled.Where(target => target.Endpoint is null).Select(target => target.Target.Id), cancellationToken);
        return isDone;
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveTargetsAsync(string rule, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var isDone = await ChangeTargetsAsync(
            rule,
            () =>
            {
                foreach (var id in ids) _table.DeleteTarget(rule, id);
            },
            known => known.Where(k => !ids.Contains(k.Target.Id)),
            cancellationToken);
        if (isDone) await DropQueuesAsync(rule, ids, cancellationToken);
        return isDone;
    }

    private static CompiledRule BuiltIn(ResourceNames names) => CompiledRule.Of(
        new BusRule(names.EventRule, """{"detail-type":["Email Request"]}""",
            Description: "Routes Email Requests to the engine's queue", IsBuiltIn: true),
        [new BusTarget("EmailQueue", names.Arn("sqs", names.EmailQueue), DeadLetterArn: names.Arn("sqs", names.EventBridgeDlq))],
        FunctionEndpoints.None);

    private void Use(IEnumerable<CompiledRule> rules)
    {
        _rules = [.. rules.OrderBy(rule => rule.Rule.Name, StringComparer.Ordinal)];
        _endpoints = _rules
            .SelectMany(rule => rule.Targets.Where(target => target.Endpoint is not null).Select(target => Endpoint(rule, target)))
            .ToDictionary(endpoint => endpoint.Queue, StringComparer.Ordinal);
    }

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
            _ =>
            {
                Use(change(_rules));
                EndpointsChanged?.Invoke();
            }, cancellationToken);

    private EndpointTarget Endpoint(CompiledRule rule, CompiledTarget target) => new(
        target.Queue!, rule.Rule.Name, _routing.RuleArn(rule.Rule), target.Target, target.Endpoint!,
        HttpParameters.Parse(target.Target.HttpParametersJson).Headers, target.DeadLetterQueue);

    private async Task MakeQueueAsync(string name, CancellationToken cancellationToken)
    {
        if (_queues.Get(name) is not null) return;
        await _queues.CreateAsync(
            new QueueDefinition(name, EndpointVisibility, TimeSpan.Zero, EndpointRetention) { CreatedAt = _clock.GetUtcNow() },
            cancellationToken);
    }

    // What waits for a target that is no more goes with it.
    private async Task DropQueuesAsync(string rule, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids) await _queues.DeleteQueueAsync(EngineQueues.OfTarget(rule, id), cancellationToken);
    }

    private void GuardBuiltIn(string rule)
    {
        if (rule == _names.EventRule)
        {
            throw new PortException($"Rule {rule} belongs to the stack and can not be changed.", false, "ManagedRuleException");
        }
    }
}
