using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>MarkupSafe's <c>striptags</c>: comments and tags go, white space becomes single spaces, references are read back.</summary>
internal static class TagStripping
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    /// <summary>The text of a piece of HTML. The result is plain text, not safe HTML.</summary>
    public static string Strip(string html)
    {
        string text = RemoveTags(RemoveComments(html));
        return HtmlEntities.Unescape(string.Join(' ', Splitting.Split(text, null)));
    }

    private static string RemoveComments(string text)
    {
        int at = text.IndexOf(CommentStart, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        int kept = 0;
        while (at >= 0)
        {
            output.Append(text, kept, at - kept);
            int end = EndOfComment(text, at + CommentStart.Length);
            if (end < 0)
            {
                kept = at;
                break;
            }

            // What is left and right of a comment may form the start of another one.
            kept = end;
            for (int joined = Joined(output, text, kept); joined > 0; joined = Joined(output, text, kept))
            {
                int next = EndOfComment(text, kept + CommentStart.Length - joined);
                if (next < 0)
                {
                    return output.Append(text, kept, text.Length - kept).ToString();
                }

                output.Length -= joined;
                kept = next;
            }

            at = text.IndexOf(CommentStart, kept, StringComparison.Ordinal);
        }

        return output.Append(text, kept, text.Length - kept).ToString();
    }

    // The dashes that open a comment may be those that close it.
    private static int EndOfComment(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            return start + rest.IndexOf('>') + 1;
        }

        int end = rest.IndexOf(CommentEnd, StringComparison.Ordinal);
        return end < 0 ? -1 : start + end + CommentEnd.Length;
    }

    // How many characters of a comment's start stand at the end of the output, with the others next in the text.
    private static int Joined(StringBuilder output, string text, int next)
    {
        for (int length = CommentStart.Length - 1; length > 0; length--)
        {
            if (output.Length >= length
                && output.ToString(output.Length - length, length) == CommentStart[..length]
                && text.AsSpan(next).StartsWith(CommentStart.AsSpan(length)))
            {
                return length;
            }
        }

        return 0;
    }

    private static string RemoveTags(string text)
    {
        int start = text.IndexOf('<');
        if (start < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        int kept = 0;
        while (start >= 0)
        {
            int end = text.IndexOf('>', start);
            if (end < 0)
            {
                break;
            }

            output.Append(text, kept, start - kept);
            kept = end + 1;
            start = text.IndexOf('<', kept);
        }

        return output.Append(text, kept, text.Length - kept).ToString();
    }
}
