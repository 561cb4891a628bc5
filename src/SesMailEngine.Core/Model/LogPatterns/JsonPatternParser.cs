using System.Text.Json;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Reads <c>{ $.a.b[0] = "x" &amp;&amp; ($.c &gt; 5 || $.d NOT EXISTS) }</c>.</summary>
internal static class JsonPatternParser
{
    private const string ValueEnds = "(){}&|,";

    /// <summary>Reads the whole text.</summary>
    public static JsonPattern Parse(PatternText text)
    {
        text.TryTake("{");
        var condition = new ConditionParser<JsonElement>(text, () => ParseOne(text)).Parse();
        text.SkipSpace();
        if (!text.TryTake("}")) throw text.Expected("'&&', '||' or '}'");
        text.SkipSpace();
        return text.IsEnd ? new JsonPattern(condition) : throw text.Expected("nothing after '}'");
    }

    private static Predicate<JsonElement> ParseOne(PatternText text)
    {
        var path = FieldPath.Parse(text);
        text.SkipSpace();
        if (text.TryTakeKeyword("NOT"))
        {
            text.SkipSpace();
            if (!text.TryTakeKeyword("EXISTS")) throw text.Expected("EXISTS after NOT");
            return json => path.Find(json) is null;
        }
        if (text.TryTakeKeyword("IS"))
        {
            text.SkipSpace();
            var kind = text.TryTakeKeyword("NULL") ? JsonValueKind.Null
                : text.TryTakeKeyword("TRUE") ? JsonValueKind.True
                : text.TryTakeKeyword("FALSE") ? JsonValueKind.False
                : throw text.Expected("NULL, TRUE or FALSE after IS");
            return json => path.Find(json)?.ValueKind == kind;
        }
        if (!ValueTestParser.IsNext(text)) throw text.Expected("an operator (= != < > <= >=), IS or NOT EXISTS");
        var test = ValueTestParser.Parse(text, ValueEnds);
        return json => path.Find(json) is { } value && Matches(test, value);
    }

    // A field that is not there, is null, or holds an object or a list compares with nothing: not even by !=.
    private static bool Matches(IValueTest test, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => test.Matches(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => test.Matches(value.GetRawText()),
        JsonValueKind.Object or JsonValueKind.Array => test is TextValueTest { IsAnything: true },
        _ => false,
    };
}
