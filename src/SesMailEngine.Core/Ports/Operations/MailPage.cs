using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A page of mails.</summary>
/// <param name="Records">Newest first.</param>
/// <param name="Next">The token of the next page; null at the end.</param>
public sealed record MailPage(IReadOnlyList<TrackingRecord> Records, string? Next);
