using SesMailEngine.Core.Errors;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>One alarm as it is now.</summary>
/// <param name="Definition">When it goes off.</param>
/// <param name="Status">Its state.</param>
public sealed record Alarm(AlarmDefinition Definition, AlarmStatus Status)
{
    /// <summary>The catalogue's entry, which says cause and remedy; null for an alarm that is not the stack's.</summary>
    public ErrorEntry? Entry { get; init; }

    /// <summary>The state the administrator knows of.</summary>
    internal AlarmState Told { get; init; } = AlarmState.Ok;

    /// <summary>True when the definition is not the one the settings give.</summary>
    internal bool IsChanged { get; init; }

    /// <summary>True when the administrator is to be told of its state.</summary>
    internal bool IsToBeTold => Status.State != Told && Status.State != AlarmState.InsufficientData;

    /// <summary>
    /// The alarm with another status. Nobody is to be told when the alarm is silent, has no topic for the state, or was never known to be anything
    /// but OK.
    /// </summary>
    internal Alarm With(AlarmStatus status)
    {
        var silent = !Definition.ActionsEnabled || Definition.ActionsOf(status.State).Count == 0;
        return this with
        {
            Status = status,
            Told = silent && status.State != AlarmState.InsufficientData ? status.State : Told,
        };
    }
}
