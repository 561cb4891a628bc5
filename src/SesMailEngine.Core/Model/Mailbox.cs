namespace SesMailEngine.Core.Model;

/// <summary>An address with an optional display name (RFC 5322 section 3.4).</summary>
/// <param name="Address">The address.</param>
/// <param name="DisplayName">The name, unencoded; null for none.</param>
public sealed record Mailbox(EmailAddress Address, string? DisplayName = null);
