using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed class LiteralTest(JsonValueKind kind) : ValueTest
{
    /// <inheritdoc/>
    public override bool Matches(JsonElement leaf) => leaf.ValueKind == kind;

    /// <inheritdoc/>
    public override bool MatchesText(string text) => false;
}
