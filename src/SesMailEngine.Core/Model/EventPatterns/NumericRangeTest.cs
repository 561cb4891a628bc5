using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>A range of numbers, within the -5e9 to 5e9 that EventBridge compares at all.</summary>
/// <param name="bottom">The lowest number.</param>
/// <param name="openBottom">True when <paramref name="bottom"/> itself is left out.</param>
/// <param name="top">The highest number.</param>
/// <param name="openTop">True when <paramref name="top"/> itself is left out.</param>
internal sealed class NumericRangeTest(decimal bottom, bool openBottom, decimal top, bool openTop) : ValueTest
{
    /// <summary>The largest number that can be compared; the lowest is its negative.</summary>
    public const decimal Limit = 5_000_000_000m;

    /// <inheritdoc/>
    public override bool Matches(JsonElement leaf) =>
        leaf.ValueKind == JsonValueKind.Number && leaf.TryGetDecimal(out var number)
        && (openBottom ? number > bottom : number >= bottom)
        && (openTop ? number < top : number <= top);

    /// <inheritdoc/>
    public override bool MatchesText(string text) => false;
}
