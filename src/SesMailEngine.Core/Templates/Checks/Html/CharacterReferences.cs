using System.Globalization;
using System.Net;
using System.Text;

namespace SesMailEngine.Core.Templates.Checks.Html;

/// <summary>
/// Character references of an attribute's value, as browsers resolve them
/// (https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state), as far as they can stand in a scheme.
/// </summary>
internal static class CharacterReferences
{
    private const int LongestName = 32;

    /// <summary>The text with its references resolved; what is none stays as it is.</summary>
    public static string Resolve(string text)
    {
        if (!text.Contains('&')) return text;
        var resolved = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            i += text[i] == '&' && TryRead(text.AsSpan(i), resolved, out var length) ? length : Copy(text[i], resolved);
        }
        return resolved.ToString();
    }

    private static int Copy(char c, StringBuilder resolved)
    {
        resolved.Append(c);
        return 1;
    }

    private static bool TryRead(ReadOnlySpan<char> text, StringBuilder resolved, out int length) =>
        text.Length > 2 && text[1] == '#' ? TryReadNumber(text, resolved, out length) : TryReadName(text, resolved, out length);

    // Numbers need no semicolon.
    private static bool TryReadNumber(ReadOnlySpan<char> text, StringBuilder resolved, out int length)
    {
        var isHex = text[2] is 'x' or 'X';
        var start = isHex ? 3 : 2;
        var end = start;
        while (end < text.Length && (isHex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end]))) end++;
        length = end < text.Length && text[end] == ';' ? end + 1 : end;
        if (end == start) return false;
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var isRune = int.TryParse(text[start..end], style, CultureInfo.InvariantCulture, out var code) && code > 0 && Rune.IsValid(code);
        resolved.Append(isRune ? new Rune(code).ToString() : "\uFFFD");
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<char> text, StringBuilder resolved, out int length)
    {
        length = text.IndexOf(';') + 1;
        if (length is 0 or > LongestName) return false;
        var reference = text[..length].ToString();
        // The library knows the names of HTML 4; these hide schemes.
        var character = reference switch
        {
            "&colon;" => ":",
            "&Tab;" => "\t",
            "&NewLine;" => "\n",
            _ => WebUtility.HtmlDecode(reference),
        };
        resolved.Append(character);
        return true;
    }
}
