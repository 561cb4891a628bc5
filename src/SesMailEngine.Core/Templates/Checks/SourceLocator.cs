namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Finds the place in the sources that rendered text came from, as far as its beginning stands there as it is.</summary>
internal sealed class SourceLocator(IReadOnlyList<SourceFile> sources)
{
    private const int LeastLength = 8;
    private const int MostLength = 200;

    /// <summary>The file and line; null when the text stands in no source, or its beginning in more than one place.</summary>
    /// <param name="preferred">The file to look in first.</param>
    /// <param name="rendered">A piece of rendered text.</param>
    public (string File, int Line)? Locate(string preferred, string rendered)
    {
        var text = rendered.Length > MostLength ? rendered[..MostLength] : rendered;
        foreach (var source in sources.Where(source => source.FixedLine is null).OrderByDescending(source => source.File == preferred))
        {
            var length = LongestPrefix(source.Source, text);
            if (length < Math.Min(LeastLength, text.Length)) continue;
            var prefix = text[..length];
            var at = source.Source.IndexOf(prefix, StringComparison.Ordinal);
            if (source.Source.IndexOf(prefix, at + 1, StringComparison.Ordinal) >= 0) return null;
            return (source.File, source.Source.AsSpan(0, at).Count('\n') + 1);
        }
        return null;
    }

    // A source that has a text has every beginning of it.
    private static int LongestPrefix(string source, string text)
    {
        int known = 0, unknown = text.Length + 1;
        while (unknown - known > 1)
        {
            var middle = (known + unknown) / 2;
            if (source.Contains(text[..middle], StringComparison.Ordinal)) known = middle;
            else unknown = middle;
        }
        return known;
    }
}
