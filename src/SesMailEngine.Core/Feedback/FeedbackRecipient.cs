namespace SesMailEngine.Core.Feedback;

/// <summary>Somebody who bounced or complained.</summary>
/// <param name="Address">The comparison key: the whole address in lower case.</param>
/// <param name="DiagnosticCode">The remote server's words, cut to 1,000 characters; null for none.</param>
internal sealed record FeedbackRecipient(string Address, string? DiagnosticCode = null);
