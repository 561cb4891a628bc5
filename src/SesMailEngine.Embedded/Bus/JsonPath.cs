using System.Globalization;
using System.Text.Json;

namespace SesMailEngine.Embedded.Bus;

/// <summary>
/// The JSON paths EventBridge takes for inputs: <c>$</c>, then names after dots or in brackets and indexes in brackets, for example
/// <c>$.detail.items[0].name</c>. Filters and wildcards are not part of it.
/// </summary>
internal static class JsonPath
{
    /// <summary>The element a path names; null when there is none or the path is not one.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        if (path.Length == 0 || path[0] != '$') return null;
        var element = root;
        for (var at = 1; at < path.Length;)
        {
            if (path[at] == '.')
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : at + 1 + end;
                if (!TryMember(ref element, path[(at + 1)..end])) return null;
                at = end;
            }
            else
            {
                var close = path.IndexOf(']', at);
                if (path[at] != '[' || close < 0 || !TryBracket(ref element, path[(at + 1)..close])) return null;
                at = close + 1;
            }
        }
        return element;
    }

    private static bool TryBracket(ref JsonElement element, string inner)
    {
        if (inner is ['\'' or '"', .., var last] && last == inner[0] && inner.Length > 1) return TryMember(ref element, inner[1..^1]);
        if (element.ValueKind != JsonValueKind.Array
            || !int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= element.GetArrayLength())
        {
            return false;
        }
        element = element[index];
        return true;
    }

    private static bool TryMember(ref JsonElement element, string name)
    {
        if (name.Length == 0 || element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var member)) return false;
        element = member;
        return true;
    }
}
