namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Reads the rules on the stack's bus, its own and its users'. Throws <see cref="PortException"/> when the bus does not answer.</summary>
public interface IRuleReader
{
    /// <summary>The most rules given.</summary>
    const int MaxRules = 300;

    /// <summary>The rules with their targets, sorted by name.</summary>
    Task<IReadOnlyList<RuleReading>> ListAsync(CancellationToken cancellationToken);
}
