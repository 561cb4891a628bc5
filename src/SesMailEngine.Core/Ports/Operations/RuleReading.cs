namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A rule on the bus.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsEnabled">False when somebody switched it off.</param>
/// <param name="Pattern">Its event pattern, JSON; empty for a rule without one.</param>
/// <param name="Targets">Where its events go.</param>
public sealed record RuleReading(string Name, bool IsEnabled, string Pattern, IReadOnlyList<RuleTargetReading> Targets)
{
    /// <summary>What it is for; null when nothing was written.</summary>
    public string? Description { get; init; }
}
