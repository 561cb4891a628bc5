namespace SesMailEngine.Embedded.Alarms;

/// <summary>An alarm as the data file has it; without a definition it is one of the stack's as the settings give it.</summary>
internal sealed record AlarmRow(string Name, AlarmDefinition? Definition, AlarmStatus Status, AlarmState Told);
