namespace SesMailEngine.Embedded.Tables;

/// <summary>A part of an index, by its sort key's text. Wire times sort as text.</summary>
/// <param name="Partition">The partition key's value.</param>
/// <param name="From">Lower bound; null for none.</param>
/// <param name="FromInclusive">True when the lower bound belongs to the range.</param>
/// <param name="To">Upper bound; null for none.</param>
/// <param name="ToInclusive">True when the upper bound belongs to the range.</param>
/// <param name="Forward">Ascending when true.</param>
public sealed record IndexRange(
    string Partition, string? From = null, bool FromInclusive = true, string? To = null, bool ToInclusive = true,
    bool Forward = true);
