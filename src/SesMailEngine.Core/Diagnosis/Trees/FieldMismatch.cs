namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>A field by which an event fails a pattern.</summary>
/// <param name="Field">The field's path: <c>detail.originalSource</c>.</param>
/// <param name="Wanted">What the pattern asks for, JSON.</param>
/// <param name="Found">What the event has there, JSON; null when it has nothing there.</param>
public sealed record FieldMismatch(string Field, string Wanted, string? Found);
