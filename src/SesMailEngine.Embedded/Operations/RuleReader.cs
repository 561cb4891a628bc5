using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Bus;

namespace SesMailEngine.Embedded.Operations;

/// <summary>The bus's rules for people.</summary>
/// <param name="bus">The bus.</param>
internal sealed class RuleReader(IEventBus bus) : IRuleReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<RuleReading>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RuleReading>>(
        [.. bus.Rules.OrderBy(rule => rule.Name, StringComparer.Ordinal).Take(IRuleReader.MaxRules).Select(rule => new RuleReading(
            rule.Name, rule.Enabled, rule.EventPattern,
            [.. (bus.TargetsOf(rule.Name) ?? []).Select(target => new RuleTargetReading(target.Id, target.Arn, target.DeadLetterArn))])
        { Description = rule.Description })]);
}
