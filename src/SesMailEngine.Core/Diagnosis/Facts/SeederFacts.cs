namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>What is known of the template seeder.</summary>
/// <param name="Exists">False when the stack has no such function.</param>
/// <param name="StackStatus">The stack's status, such as <c>CREATE_COMPLETE</c>; null when unknown.</param>
/// <param name="LastError">Its last error's text; null for none.</param>
/// <param name="Installed">Starter templates that are there.</param>
/// <param name="Missing">Starter templates that are not.</param>
public sealed record SeederFacts(bool Exists, string? StackStatus, string? LastError, IReadOnlyList<string> Installed, IReadOnlyList<string> Missing);
