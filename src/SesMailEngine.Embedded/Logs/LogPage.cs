namespace SesMailEngine.Embedded.Logs;

/// <summary>What a read found, in the order of time.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Next">
/// Where a further read begins (<see cref="LogQuery.From"/>): behind what was looked at, or, backward, before it. Null when the
/// function has no lines.
/// </param>
/// <param name="IsComplete">
/// True when everything was looked at. False when the page is full, or when so much was looked at that the read was cut short, even
/// if nothing was found.
/// </param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, LogPosition? Next, bool IsComplete);
