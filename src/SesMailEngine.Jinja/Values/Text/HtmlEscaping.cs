using System.Buffers;
using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>HTML escaping as MarkupSafe does it: five characters, quotes by number.</summary>
internal static class HtmlEscaping
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    /// <summary>The text with <c>&amp; &lt; &gt; " '</c> escaped; the same string if there is nothing to escape.</summary>
    public static string Escape(string text)
    {
        int at = text.AsSpan().IndexOfAny(Special);
        if (at < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length + 16);
        int start = 0;
        while (at >= 0)
        {
            output.Append(text, start, at).Append(Entity(text[start + at]));
            start += at + 1;
            at = text.AsSpan(start).IndexOfAny(Special);
        }

        return output.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>The offset of the first character that has to be escaped, or -1.</summary>
    public static int IndexOfSpecial(ReadOnlySpan<char> text) => text.IndexOfAny(Special);

    /// <summary>What stands for one of the five characters.</summary>
    public static string Entity(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&#34;",
        '\'' => "&#39;",
        _ => throw new ArgumentOutOfRangeException(nameof(c)),
    };
}
