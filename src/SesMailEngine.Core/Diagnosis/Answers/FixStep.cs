namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>One step of a fix.</summary>
/// <param name="Text">What to do, one or two sentences.</param>
/// <param name="Command">A command to copy that does it or helps with it; null for none.</param>
public sealed record FixStep(string Text, string? Command = null);
