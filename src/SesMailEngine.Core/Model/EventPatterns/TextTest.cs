using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>An exact text, a prefix or a suffix, with or without regard to case.</summary>
internal sealed class TextTest(TextOperator how, string operand, bool ignoreCase) : ValueTest
{
    private readonly StringComparison comparison =
        ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <inheritdoc/>
    public override bool Matches(JsonElement leaf) =>
        how == TextOperator.Equal && !ignoreCase
            ? leaf.ValueKind == JsonValueKind.String && leaf.ValueEquals(operand) // without making a string of it
            : base.Matches(leaf);

    /// <inheritdoc/>
    public override bool MatchesText(string text) => how switch
    {
        TextOperator.Prefix => text.StartsWith(operand, comparison),
        TextOperator.Suffix => text.EndsWith(operand, comparison),
        _ => string.Equals(text, operand, comparison),
    };
}
