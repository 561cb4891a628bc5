using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>Whether there is a value at all.</summary>
internal sealed class ExistsTest(bool expected) : ValueTest
{
    /// <inheritdoc/>
    public override bool AcceptsAbsence => !expected;

    /// <inheritdoc/>
    public override bool Matches(JsonElement leaf) => expected;

    /// <inheritdoc/>
    public override bool MatchesText(string text) => expected;
}
