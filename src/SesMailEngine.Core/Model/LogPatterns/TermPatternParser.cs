namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Reads <c>ERROR -timeout "a phrase" ?optional %regex%</c>.</summary>
internal static class TermPatternParser
{
    /// <summary>Reads the whole text.</summary>
    public static TermPattern Parse(PatternText text)
    {
        var required = new List<Term>();
        var excluded = new List<Term>();
        var optional = new List<Term>();
        for (text.SkipSpace(); !text.IsEnd; text.SkipSpace())
        {
            if (text.TryTake("-")) excluded.Add(TakeTerm(text));
            else if (text.TryTake("?")) optional.Add(TakeTerm(text));
            else required.Add(TakeTerm(text));
        }
        return new TermPattern(required, excluded, required.Count + excluded.Count > 0 ? [] : optional);
    }

    private static Term TakeTerm(PatternText text)
    {
        Term term;
        switch (text.Current)
        {
            case '"':
                term = new Term(text.TakeQuoted());
                break;
            case '%':
                term = new Term(text.TakeRegex());
                break;
            default:
                var word = text.TakeWhile(c => !char.IsWhiteSpace(c) && c != '"');
                if (word.Length == 0) throw text.Expected("a term");
                if (text.Current == '"') throw text.Expected("a space (or the whole term in quotation marks)");
                return new Term(word);
        }
        return text.IsEnd || char.IsWhiteSpace(text.Current) ? term : throw text.Expected("a space");
    }
}
