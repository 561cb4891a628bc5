using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>MarkupSafe's <c>striptags</c>: comments and tags go, white space becomes single spaces, references are read back.</summary>
internal static class TagStripping
{
    /// <summary>The text of a piece of HTML. The result is plain text, not safe HTML.</summary>
    public static string Strip(string html)
    {
        string text = Remove(Remove(html, "<!--", "-->"), "<", ">");
        return HtmlEntities.Unescape(string.Join(' ', Splitting.Split(text, null)));
    }

    private static string Remove(string text, string open, string close)
    {
        int start = text.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        int kept = 0;
        while (start >= 0)
        {
            int end = text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            output.Append(text, kept, start - kept);
            kept = end + close.Length;
            start = text.IndexOf(open, kept, StringComparison.Ordinal);
        }

        return output.Append(text, kept, text.Length - kept).ToString();
    }
}
