namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>A line of a function's log.</summary>
/// <param name="Time">When.</param>
/// <param name="Function">Whose.</param>
/// <param name="Message">Its words.</param>
/// <param name="ErrorCode">The catalogue's code on it, if any.</param>
public sealed record LogFacts(DateTimeOffset Time, string Function, string Message, string? ErrorCode);
