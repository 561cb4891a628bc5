namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A change in an alarm's history.</summary>
/// <param name="At">When.</param>
/// <param name="Alarm">The alarm's name.</param>
/// <param name="Summary">What happened, in a sentence of the service.</param>
public sealed record AlarmEvent(DateTimeOffset At, string Alarm, string Summary);
