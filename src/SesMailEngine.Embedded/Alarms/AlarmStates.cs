namespace SesMailEngine.Embedded.Alarms;

/// <summary>The names of <see cref="AlarmState"/>.</summary>
public static class AlarmStates
{
    /// <summary>CloudWatch's name: <c>OK</c>, <c>ALARM</c>, <c>INSUFFICIENT_DATA</c>.</summary>
    public static string ToWireName(this AlarmState state) => state switch
    {
        AlarmState.Ok => "OK",
        AlarmState.Alarm => "ALARM",
        _ => "INSUFFICIENT_DATA",
    };

    /// <summary>Reads a name; null for one there is not.</summary>
    public static AlarmState? Parse(string? name) => name switch
    {
        "OK" => AlarmState.Ok,
        "ALARM" => AlarmState.Alarm,
        "INSUFFICIENT_DATA" => AlarmState.InsufficientData,
        _ => null,
    };
}
