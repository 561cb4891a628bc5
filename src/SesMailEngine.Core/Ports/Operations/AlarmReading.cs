namespace SesMailEngine.Core.Ports.Operations;

/// <summary>An alarm as it stands.</summary>
/// <param name="Name">Its name, for example <c>S-SES-BounceRate</c>.</param>
/// <param name="Condition">Its state.</param>
/// <param name="Reason">Why, in a sentence of the service.</param>
/// <param name="Since">When it came into the state.</param>
public sealed record AlarmReading(string Name, AlarmCondition Condition, string Reason, DateTimeOffset Since)
{
    /// <summary>What the alarm is for; null when nothing was written.</summary>
    public string? Description { get; init; }

    /// <summary>The metric it looks at, for example <c>Reputation.BounceRate</c>.</summary>
    public string? Metric { get; init; }

    /// <summary>The threshold.</summary>
    public double? Threshold { get; init; }

    /// <summary>False when somebody took its actions off: then nobody is told.</summary>
    public bool ActionsEnabled { get; init; } = true;
}
