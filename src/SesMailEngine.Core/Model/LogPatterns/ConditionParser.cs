namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Reads conditions joined by <c>&amp;&amp;</c> (which binds closer), <c>||</c> and parentheses.</summary>
/// <typeparam name="T">What is looked at: a JSON object, or a field's text.</typeparam>
internal sealed class ConditionParser<T>(PatternText text, Func<Predicate<T>> parseOne)
{
    private const int MaxDepth = 50;

    private int depth;

    /// <summary>Reads as many conditions as are joined.</summary>
    public Predicate<T> Parse()
    {
        var any = new List<Predicate<T>> { ParseAll() };
        while (TryTake("||")) any.Add(ParseAll());
        return any.Count == 1 ? any[0] : subject => any.Exists(condition => condition(subject));
    }

    private Predicate<T> ParseAll()
    {
        var all = new List<Predicate<T>> { ParseOne() };
        while (TryTake("&&")) all.Add(ParseOne());
        return all.Count == 1 ? all[0] : subject => all.TrueForAll(condition => condition(subject));
    }

    private Predicate<T> ParseOne()
    {
        text.SkipSpace();
        if (!text.TryTake("(")) return parseOne();
        if (++depth > MaxDepth) throw new LogPatternException($"parentheses are nested more than {MaxDepth} deep");
        var inner = Parse();
        if (!TryTake(")")) throw text.Expected("')'");
        depth--;
        return inner;
    }

    private bool TryTake(string word)
    {
        text.SkipSpace();
        return text.TryTake(word);
    }
}
