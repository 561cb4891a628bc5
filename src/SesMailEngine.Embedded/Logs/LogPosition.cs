namespace SesMailEngine.Embedded.Logs;

/// <summary>A place in a function's log: where a line begins. It means the same line as long as the line is kept.</summary>
/// <param name="Day">The day of the file, UTC.</param>
/// <param name="Part">Which of the day's files, from 0.</param>
/// <param name="Offset">Bytes from the file's beginning.</param>
public readonly record struct LogPosition(DateOnly Day, int Part, long Offset);
