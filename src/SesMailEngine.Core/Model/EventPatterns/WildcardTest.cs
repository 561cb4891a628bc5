namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>
/// Text with <c>*</c> for any number of characters. Kept as the pieces between the stars, found one after the other, so
/// that no pattern makes it try twice.
/// </summary>
/// <param name="pieces">The text before, between and after the stars; at least one.</param>
internal sealed class WildcardTest(IReadOnlyList<string> pieces) : ValueTest
{
    /// <inheritdoc/>
    public override bool MatchesText(string text)
    {
        if (pieces.Count == 1) return string.Equals(text, pieces[0], StringComparison.Ordinal);
        var rest = text.AsSpan();
        if (!rest.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        rest = rest[pieces[0].Length..];
        for (var i = 1; i < pieces.Count - 1; i++)
        {
            var found = rest.IndexOf(pieces[i], StringComparison.Ordinal);
            if (found < 0) return false;
            rest = rest[(found + pieces[i].Length)..];
        }
        return rest.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
