using System.Text;

namespace SesMailEngine.Core.Templates.Checks.Html;

/// <summary>
/// The start tags and the visible words of an HTML text, read as browsers read it (tokenization of the HTML standard,
/// https://html.spec.whatwg.org/multipage/parsing.html#tokenization): any text is HTML of some kind, so nothing fails.
/// What stands in comments, Outlook's conditional ones among them, is left out. Takes time in proportion to the text.
/// </summary>
internal sealed class HtmlScan
{
    // Elements whose content is text up to their end tag; none of it is shown in a mail's body.
    private static readonly string[] RawText = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

    private readonly string html;
    private readonly List<HtmlTag> tags = [];
    private readonly StringBuilder words = new();
    private int position;

    private HtmlScan(string html) => this.html = html;

    /// <summary>The start tags, in order.</summary>
    public IReadOnlyList<HtmlTag> Tags => tags;

    /// <summary>The text between tags, character references as written.</summary>
    public string VisibleText => words.ToString();

    /// <summary>Reads a text.</summary>
    public static HtmlScan Of(string html)
    {
        var scan = new HtmlScan(html);
        scan.Run();
        return scan;
    }

    private void Run()
    {
        while (position < html.Length)
        {
            var open = html.IndexOf('<', position);
            if (open < 0) open = html.Length;
            words.Append(html, position, open - position);
            position = open;
            if (open < html.Length) ReadMarkup();
        }
    }

    private void ReadMarkup()
    {
        var next = position + 1 < html.Length ? html[position + 1] : ' ';
        if (At("<!--")) SkipPast("-->", position + 2);
        else if (next is '!' or '?') SkipPast(">", position + 1);
        else if (char.IsAsciiLetter(next)) ReadTag(position + 1, isEnd: false);
        else if (next == '/' && position + 2 < html.Length && char.IsAsciiLetter(html[position + 2])) ReadTag(position + 2, isEnd: true);
        else if (next == '/') SkipPast(">", position + 1);
        else words.Append(html[position++]);
    }

    private void ReadTag(int nameStart, bool isEnd)
    {
        var start = position;
        position = nameStart;
        var name = Take(c => !IsSpace(c) && c is not ('/' or '>')).ToLowerInvariant();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (ReadAttribute(attributes))
        {
        }
        // A tag that the text ends in is no tag.
        if (position >= html.Length) return;
        position++;
        words.Append(' ');
        if (isEnd) return;
        tags.Add(new HtmlTag(name, attributes, html[start..position]));
        if (RawText.Contains(name)) SkipRawText(name);
    }

    private bool ReadAttribute(Dictionary<string, string> attributes)
    {
        Take(c => IsSpace(c) || c == '/');
        if (position >= html.Length || html[position] == '>') return false;
        var start = position++;
        Take(c => !IsSpace(c) && c is not ('/' or '>' or '='));
        var name = html[start..position].ToLowerInvariant();
        Take(IsSpace);
        if (position >= html.Length || html[position] != '=')
        {
            attributes.TryAdd(name, "");
            return true;
        }
        position++;
        Take(IsSpace);
        if (position >= html.Length) return false;
        var quote = html[position];
        if (quote is not ('"' or '\''))
        {
            attributes.TryAdd(name, Take(c => !IsSpace(c) && c != '>'));
            return true;
        }
        position++;
        attributes.TryAdd(name, Take(c => c != quote));
        if (position >= html.Length) return false;
        position++;
        return true;
    }

    private void SkipRawText(string name)
    {
        while (true)
        {
            var end = html.IndexOf($"</{name}", position, StringComparison.OrdinalIgnoreCase);
            if (end < 0)
            {
                position = html.Length;
                return;
            }
            position = end + name.Length + 2;
            if (position >= html.Length || IsSpace(html[position]) || html[position] is '/' or '>')
            {
                position = end;
                return;
            }
        }
    }

    private void SkipPast(string end, int from)
    {
        var found = html.IndexOf(end, Math.Min(from, html.Length), StringComparison.Ordinal);
        position = found < 0 ? html.Length : found + end.Length;
    }

    private string Take(Func<char, bool> wanted)
    {
        var start = position;
        while (position < html.Length && wanted(html[position])) position++;
        return html[start..position];
    }

    private bool At(string text) => string.CompareOrdinal(html, position, text, 0, text.Length) == 0;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
