namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>All of some terms, none of others, and one of the optional ones.</summary>
/// <param name="Required">Each must be there.</param>
/// <param name="Excluded">None may be there.</param>
/// <param name="Optional">
/// At least one must be there. AWS ignores optional terms as soon as there are others; the parser leaves this empty then.
/// </param>
internal sealed record TermPattern(
    IReadOnlyList<Term> Required, IReadOnlyList<Term> Excluded, IReadOnlyList<Term> Optional) : ILineTest
{
    /// <inheritdoc/>
    public bool Matches(ReadOnlyMemory<byte> line)
    {
        foreach (var term in Required)
        {
            if (!term.IsIn(line.Span)) return false;
        }
        foreach (var term in Excluded)
        {
            if (term.IsIn(line.Span)) return false;
        }
        if (Optional.Count == 0) return true;
        foreach (var term in Optional)
        {
            if (term.IsIn(line.Span)) return true;
        }
        return false;
    }
}
