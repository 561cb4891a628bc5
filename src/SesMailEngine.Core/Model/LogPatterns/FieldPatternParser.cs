namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Reads <c>[ip, user, ..., status = 4* || status = 5*, bytes &gt; 1000]</c>.</summary>
internal static class FieldPatternParser
{
    private const string ValueEnds = "()[],&|";

    /// <summary>Reads the whole text.</summary>
    public static FieldPattern Parse(PatternText text)
    {
        text.TryTake("[");
        var before = new List<Predicate<string>?>();
        List<Predicate<string>?>? after = null;
        do
        {
            text.SkipSpace();
            if (!text.TryTake("...")) (after ?? before).Add(ParseField(text));
            else if (after is null) after = [];
            else throw new LogPatternException("a second ellipsis (...): only one can be there");
            text.SkipSpace();
        }
        while (text.TryTake(","));
        if (!text.TryTake("]")) throw text.Expected("',' or ']'");
        text.SkipSpace();
        return text.IsEnd ? new FieldPattern(before, after) : throw text.Expected("nothing after ']'");
    }

    // A name alone takes any field; conditions repeat the name.
    private static Predicate<string>? ParseField(PatternText text)
    {
        string? first = null;
        var hasCondition = false;
        var condition = new ConditionParser<string>(text, ParseOne).Parse();
        return hasCondition ? condition : null;

        Predicate<string> ParseOne()
        {
            var name = text.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '@' or '$');
            if (name.Length == 0) throw text.Expected("a field's name");
            var isFirst = first is null;
            first ??= name;
            if (name != first) throw new LogPatternException($"the conditions of one field name two: {first} and {name}");
            text.SkipSpace();
            if (!ValueTestParser.IsNext(text)) return isFirst ? static _ => true : throw text.Expected("an operator (= != < > <= >=)");
            hasCondition = true;
            return ValueTestParser.Parse(text, ValueEnds).Matches;
        }
    }
}
