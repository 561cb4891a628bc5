using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A page of the suppression list.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">The token of the next page; null at the end.</param>
public sealed record SuppressionPage(IReadOnlyList<SuppressionEntry> Entries, string? Next);
