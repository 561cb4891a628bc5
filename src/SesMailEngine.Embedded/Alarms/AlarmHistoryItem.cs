namespace SesMailEngine.Embedded.Alarms;

/// <summary>One line of an alarm's history.</summary>
/// <param name="Id">Its number; later lines have higher ones.</param>
/// <param name="At">When it happened.</param>
/// <param name="Alarm">The alarm's name.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Summary">A sentence.</param>
/// <param name="Data">Details as JSON.</param>
public sealed record AlarmHistoryItem(
    long Id, DateTimeOffset At, string Alarm, AlarmHistoryType Type, string Summary, string Data);
