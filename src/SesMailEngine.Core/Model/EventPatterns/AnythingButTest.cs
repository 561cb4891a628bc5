using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>Any value that is there and matches none of the excluded ones.</summary>
internal sealed class AnythingButTest(IReadOnlyList<ValueTest> excluded) : ValueTest
{
    /// <inheritdoc/>
    public override bool Matches(JsonElement leaf)
    {
        foreach (var test in excluded)
        {
            if (test.Matches(leaf)) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool MatchesText(string text)
    {
        foreach (var test in excluded)
        {
            if (test.MatchesText(text)) return false;
        }
        return true;
    }
}
