using SesMailEngine.Core.Model.EventPatterns;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Embedded.Bus;

/// <summary>A rule with its pattern compiled and its targets, sorted by id. Immutable: a change makes another.</summary>
internal sealed record CompiledRule(BusRule Rule, EventPattern Pattern, IReadOnlyList<CompiledTarget> Targets)
{
    /// <summary>Compiles a rule.</summary>
    /// <exception cref="ArgumentException">The pattern is not valid.</exception>
    public static CompiledRule Of(BusRule rule, IEnumerable<BusTarget> targets, FunctionEndpoints functions) =>
        EventPattern.TryParse(rule.EventPattern, out var pattern, out var error)
            ? new(rule, pattern, [.. targets.Select(t => CompiledTarget.Of(rule.Name, t, functions)).OrderBy(t => t.Target.Id, StringComparer.Ordinal)])
            : throw new ArgumentException(error, nameof(rule));
}
