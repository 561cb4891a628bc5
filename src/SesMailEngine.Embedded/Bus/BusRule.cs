namespace SesMailEngine.Embedded.Bus;

/// <summary>A rule of the bus.</summary>
/// <param name="Name">1 to 64 letters, digits, <c>. - _</c>.</param>
/// <param name="EventPattern">The pattern, as given.</param>
/// <param name="Enabled">False for a rule that is switched off.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsBuiltIn">True for the stack's own rule, which cannot be changed.</param>
public sealed record BusRule(
    string Name, string EventPattern, bool Enabled = true, string? Description = null, bool IsBuiltIn = false);
