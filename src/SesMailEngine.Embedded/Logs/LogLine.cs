namespace SesMailEngine.Embedded.Logs;

/// <summary>One line of a log.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Text">The JSON object, in UTF-8, without the line's end.</param>
public sealed record LogLine(LogPosition Position, DateTimeOffset Time, ReadOnlyMemory<byte> Text);
