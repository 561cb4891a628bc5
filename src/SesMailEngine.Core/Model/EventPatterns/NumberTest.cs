using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>
/// An exact number: equal by value (300 and 3.0e2 are the same), or by its digits when it is too large to compare.
/// </summary>
internal sealed class NumberTest(string digits, decimal? number) : ValueTest
{
    /// <inheritdoc/>
    public override bool Matches(JsonElement leaf)
    {
        if (leaf.ValueKind != JsonValueKind.Number) return false;
        return number is { } value && leaf.TryGetDecimal(out var other)
            ? other == value
            : string.Equals(leaf.GetRawText(), digits, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override bool MatchesText(string text) => false;
}
