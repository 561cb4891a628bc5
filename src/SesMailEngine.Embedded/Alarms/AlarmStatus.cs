namespace SesMailEngine.Embedded.Alarms;

/// <summary>An alarm's state and why.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="ReasonData">The same as JSON; null when a person set the state without.</param>
/// <param name="UpdatedAt">When state or reason last changed.</param>
/// <param name="TransitionedAt">When the state last changed.</param>
public sealed record AlarmStatus(
    AlarmState State, string Reason, string? ReasonData, DateTimeOffset UpdatedAt, DateTimeOffset TransitionedAt);
