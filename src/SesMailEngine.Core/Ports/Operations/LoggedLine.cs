namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A line of a function's log.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Function">The function's short name.</param>
/// <param name="Text">The line: one JSON object of the engine's, or a line of the platform's own.</param>
public sealed record LoggedLine(DateTimeOffset At, string Function, string Text);
