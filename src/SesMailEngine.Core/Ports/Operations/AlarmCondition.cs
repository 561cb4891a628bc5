namespace SesMailEngine.Core.Ports.Operations;

/// <summary>The state of an alarm (CloudWatch's <c>StateValue</c>).</summary>
public enum AlarmCondition
{
    /// <summary><c>INSUFFICIENT_DATA</c>: too little is known to tell.</summary>
    InsufficientData,

    /// <summary><c>OK</c>.</summary>
    Ok,

    /// <summary><c>ALARM</c>: the threshold is crossed.</summary>
    Alarm,
}
