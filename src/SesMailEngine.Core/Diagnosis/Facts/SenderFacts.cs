namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>What SES says of the account and of the sender.</summary>
/// <param name="Address">The sender; null when none is configured.</param>
/// <param name="VerifiedBy">The identity that lets it send; null when none does.</param>
/// <param name="IsProduction">False in the sandbox.</param>
/// <param name="IsSendingEnabled">False when sending is paused.</param>
/// <param name="Enforcement"><c>HEALTHY</c>, <c>PROBATION</c>, <c>SHUTDOWN</c>; empty when unknown.</param>
public sealed record SenderFacts(string? Address, string? VerifiedBy, bool IsProduction, bool IsSendingEnabled, string Enforcement);
