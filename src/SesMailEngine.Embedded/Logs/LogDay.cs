namespace SesMailEngine.Embedded.Logs;

/// <summary>What a function logged on a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="First">The time of its first line.</param>
/// <param name="Last">The time of its last line.</param>
/// <param name="Bytes">Its size on disk.</param>
public sealed record LogDay(DateOnly Day, DateTimeOffset First, DateTimeOffset Last, long Bytes);
