namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Reads an operator and what it compares with: <c>= "text*"</c>, <c>!= word</c>, <c>&gt;= 1.5</c>, <c>= %regex%</c>.</summary>
internal static class ValueTestParser
{
    // The longer ones first.
    private static readonly string[] Operators = ["!=", "<=", ">=", "=", "<", ">"];

    /// <summary>True when an operator comes next.</summary>
    public static bool IsNext(PatternText text) => Array.Exists(Operators, text.IsNext);

    /// <summary>Reads it; <paramref name="ends"/> are the characters that end an unquoted value, besides white space.</summary>
    public static IValueTest Parse(PatternText text, string ends)
    {
        var comparison = Array.Find(Operators, text.TryTake) ?? throw text.Expected("an operator (= != < > <= >=)");
        text.SkipSpace();
        var isEquality = comparison is "=" or "!=";
        switch (text.Current)
        {
            case '"' when isEquality:
                return new TextValueTest(text.TakeQuoted(), comparison == "!=");
            case '%' when isEquality:
                return new RegexValueTest(text.TakeRegex(), comparison == "!=");
        }
        var value = isEquality ? TakeWord(text, ends) : text.TakeWhile(IsOfNumber);
        if (NumberValueTest.TryParse(value, out var number)) return new NumberValueTest(comparison, number);
        if (!isEquality) throw text.Expected($"a number after {comparison}");
        return value.Length > 0 ? new TextValueTest(value, comparison == "!=") : throw text.Expected("a value");
    }

    private static string TakeWord(PatternText text, string ends) =>
        text.TakeWhile(c => !char.IsWhiteSpace(c) && !ends.Contains(c) && c is not ('"' or '%' or '=' or '<' or '>' or '!'));

    private static bool IsOfNumber(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-';
}
