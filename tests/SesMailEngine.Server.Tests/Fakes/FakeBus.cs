using System.Globalization;
using SesMailEngine.Embedded.Bus;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>A bus that keeps rules in memory and remembers what was put on it.</summary>
internal sealed class FakeBus : IEventBus
{
    private readonly Dictionary<string, BusRule> _rules = [];
    private readonly Dictionary<string, List<BusTarget>> _targets = [];

    public List<BusEvent> Events { get; } = [];

    public IReadOnlyList<BusRule> Rules => [.. _rules.Values.OrderBy(rule => rule.Name, StringComparer.Ordinal)];

    public void Add(BusRule rule, params BusTarget[] targets)
    {
        _rules[rule.Name] = rule;
        _targets[rule.Name] = [.. targets];
    }

    public Task<IReadOnlyList<string>> PutAsync(IReadOnlyList<BusEvent> events, CancellationToken cancellationToken)
    {
        var first = Events.Count;
        Events.AddRange(events);
        return Task.FromResult<IReadOnlyList<string>>(
            [.. Enumerable.Range(first + 1, events.Count).Select(i => "event-" + i.ToString(CultureInfo.InvariantCulture))]);
    }

    public IReadOnlyList<BusTarget>? TargetsOf(string rule) => _targets.GetValueOrDefault(rule);

    public Task PutRuleAsync(BusRule rule, CancellationToken cancellationToken)
    {
        _rules[rule.Name] = rule;
        _targets.TryAdd(rule.Name, []);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteRuleAsync(string name, CancellationToken cancellationToken)
    {
        _targets.Remove(name);
        return Task.FromResult(_rules.Remove(name));
    }

    public Task<bool> PutTargetsAsync(string rule, IReadOnlyList<BusTarget> targets, CancellationToken cancellationToken)
    {
        if (!_targets.TryGetValue(rule, out var kept)) return Task.FromResult(false);
        kept.RemoveAll(target => targets.Any(t => t.Id == target.Id));
        kept.AddRange(targets);
        return Task.FromResult(true);
    }

    public Task<bool> RemoveTargetsAsync(string rule, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (!_targets.TryGetValue(rule, out var kept)) return Task.FromResult(false);
        kept.RemoveAll(target => ids.Contains(target.Id));
        return Task.FromResult(true);
    }
}
