using System.Globalization;
using System.Text.Json;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Where a value is in a JSON object: <c>$.a.b[0]['c.d']</c>.</summary>
/// <param name="Steps">Member names, and positions in lists as numbers.</param>
internal sealed record FieldPath(IReadOnlyList<object> Steps)
{
    /// <summary>The value there; null when there is none.</summary>
    public JsonElement? Find(JsonElement json)
    {
        foreach (var step in Steps)
        {
            if (step is string name)
            {
                if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
            }
            else
            {
                var index = (int)step;
                if (json.ValueKind != JsonValueKind.Array || index >= json.GetArrayLength()) return null;
                json = json[index];
            }
        }
        return json;
    }

    /// <summary>Reads one.</summary>
    public static FieldPath Parse(PatternText text)
    {
        if (!text.TryTake("$")) throw text.Expected("a field that begins with $");
        var steps = new List<object>();
        while (true)
        {
            if (text.TryTake(".[") || text.TryTake("[")) steps.Add(TakeBracketed(text));
            else if (text.TryTake(".")) steps.Add(TakeName(text));
            else return steps.Count > 0 ? new FieldPath(steps) : throw text.Expected("'.' after $");
        }
    }

    private static string TakeName(PatternText text)
    {
        var name = text.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '@' or ':' or '/' or '#');
        return name.Length > 0 ? name : throw text.Expected("a field's name");
    }

    private static object TakeBracketed(PatternText text)
    {
        object step;
        if (text.Current == '"')
        {
            step = text.TakeQuoted();
        }
        else if (text.TryTake("'"))
        {
            step = text.TakeWhile(c => c != '\'');
            if (!text.TryTake("'")) throw text.Expected("a closing '");
        }
        else
        {
            var digits = text.TakeWhile(char.IsAsciiDigit);
            step = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? index : throw text.Expected("a position such as 0, or a name in quotes,");
        }
        return text.TryTake("]") ? step : throw text.Expected("']'");
    }
}
