namespace SesMailEngine.Embedded.Alarms;

/// <summary>What a line of an alarm's history tells, by CloudWatch's own names.</summary>
public enum AlarmHistoryType
{
    /// <summary>The alarm was made, changed or deleted.</summary>
    ConfigurationUpdate,

    /// <summary>Its state changed.</summary>
    StateUpdate,

    /// <summary>Somebody was told.</summary>
    Action,
}
