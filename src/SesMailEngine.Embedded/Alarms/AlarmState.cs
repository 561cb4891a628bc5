namespace SesMailEngine.Embedded.Alarms;

/// <summary>The state of an alarm.</summary>
public enum AlarmState
{
    /// <summary>There is not enough data to tell.</summary>
    InsufficientData,

    /// <summary>All is well.</summary>
    Ok,

    /// <summary>The threshold is crossed.</summary>
    Alarm,
}
