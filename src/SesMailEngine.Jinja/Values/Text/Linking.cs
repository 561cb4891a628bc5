using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>
/// Jinja2's <c>urlize</c>: escapes a text and makes links of the web and mail addresses in it.
/// Punctuation around an address stays outside of the link. The limit of shown addresses is asked for where there is one.
/// </summary>
internal sealed class Linking(Func<long>? trimLimit, string? rel, string? target, IReadOnlyList<string> extraSchemes)
{
    private static readonly (string Open, string Close)[] Brackets = [("(", ")"), ("<", ">"), ("&lt;", "&gt;")];

    private readonly string _attributes =
        (string.IsNullOrEmpty(rel) ? "" : $" rel=\"{HtmlEscaping.Escape(rel)}\"")
        + (string.IsNullOrEmpty(target) ? "" : $" target=\"{HtmlEscaping.Escape(target)}\"");

    /// <summary>The HTML of an escaped text.</summary>
    public string Link(string escaped)
    {
        var output = new StringBuilder(escaped.Length + 64);
        int at = 0;
        while (at < escaped.Length)
        {
            int start = at;
            bool isSpace = CharacterClass.IsSpace(escaped[at]);
            while (at < escaped.Length && CharacterClass.IsSpace(escaped[at]) == isSpace)
            {
                at++;
            }

            string word = escaped[start..at];
            output.Append(isSpace ? word : LinkWord(word));
            Padding.Check(output.Length);
        }

        return output.ToString();
    }

    private string LinkWord(string word)
    {
        int head = HeadLength(word);
        int tail = TailStart(word, head);
        (string middle, string rest) = Balance(word[head..tail], word[tail..]);
        return word[..head] + LinkAddress(middle) + rest;
    }

    private string LinkAddress(string address)
    {
        if (LinkPattern.IsWebAddress(address))
        {
            bool hasScheme = address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal);
            return $"<a href=\"{(hasScheme ? "" : "https://")}{address}\"{_attributes}>{Shorten(address)}</a>";
        }

        if (address.StartsWith("mailto:", StringComparison.Ordinal) && LinkPattern.IsMailAddress(address[7..]))
        {
            return $"<a href=\"{address}\">{address[7..]}</a>";
        }

        if (!address.StartsWith("www.", StringComparison.Ordinal) && !address.StartsWith('@')
            && !address.Contains(':') && LinkPattern.IsMailAddress(address))
        {
            return $"<a href=\"mailto:{address}\">{address}</a>";
        }

        string linked = address;
        foreach (string scheme in extraSchemes)
        {
            if (linked != scheme && linked.StartsWith(scheme, StringComparison.Ordinal))
            {
                linked = $"<a href=\"{linked}\"{_attributes}>{linked}</a>";
            }
        }

        return linked;
    }

    private string Shorten(string address)
    {
        if (trimLimit is null)
        {
            return address;
        }

        long limit = trimLimit();
        return CodePoints.Count(address) > limit ? CodePoints.Slice(address, 0, 1, SliceEnd(address, limit)) + "..." : address;
    }

    // A negative limit cuts from the end, as a slice does.
    private static int SliceEnd(string address, long limit) =>
        (int)(limit < 0 ? Math.Max(0, CodePoints.Count(address) + limit) : limit);

    private static int HeadLength(string word)
    {
        int at = 0;
        while (at < word.Length)
        {
            int width = word[at] is '(' or '<' ? 1 : string.CompareOrdinal(word, at, "&lt;", 0, 4) == 0 ? 4 : 0;
            if (width == 0)
            {
                break;
            }

            at += width;
        }

        return at;
    }

    private static int TailStart(string word, int head)
    {
        int end = word.Length;
        while (end > head)
        {
            int width = word[end - 1] is ')' or '>' or '.' or ',' ? 1
                : end - head >= 4 && string.CompareOrdinal(word, end - 4, "&gt;", 0, 4) == 0 ? 4
                : 0;
            if (width == 0)
            {
                break;
            }

            end -= width;
        }

        return end;
    }

    // An address may hold brackets: what it opens is closed by the punctuation after it.
    private static (string Middle, string Tail) Balance(string middle, string tail)
    {
        foreach ((string open, string close) in Brackets)
        {
            int opened = middle.AsSpan().Count(open);
            if (opened <= middle.AsSpan().Count(close))
            {
                continue;
            }

            int end = 0;
            for (int missing = Math.Min(opened, tail.AsSpan().Count(close)); missing > 0; missing--)
            {
                end = tail.IndexOf(close, end, StringComparison.Ordinal) + close.Length;
            }

            middle += tail[..end];
            tail = tail[end..];
        }

        return (middle, tail);
    }
}
