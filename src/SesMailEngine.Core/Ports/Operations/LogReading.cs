namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A page of log lines.</summary>
/// <param name="Lines">The oldest first.</param>
/// <param name="Next">The token of the next page; null at the end.</param>
public sealed record LogReading(IReadOnlyList<LoggedLine> Lines, string? Next);
