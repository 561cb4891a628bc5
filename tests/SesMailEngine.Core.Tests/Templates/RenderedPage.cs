using System.Text.RegularExpressions;

namespace SesMailEngine.Core.Tests.Templates;

/// <summary>What a reader's mail program would find in a rendered HTML part: tags outside comments, and Outlook's own.</summary>
internal sealed partial class RenderedPage(string html)
{
    public IReadOnlyList<string> Tags { get; } = [.. Tag().Matches(Comment().Replace(html, "")).Select(match => match.Value)];

    public IReadOnlyList<string> OutlookTags { get; } =
        [.. ForOutlook().Matches(html).SelectMany(match => Tag().Matches(match.Groups["inner"].Value)).Select(match => match.Value)];

    public IEnumerable<string> Targets =>
        Tags.Concat(OutlookTags).SelectMany(tag => Target().Matches(tag)).Select(match => match.Groups["address"].Value);

    /// <summary>The names of attributes, everywhere.</summary>
    public IEnumerable<string> Attributes =>
        Tags.Concat(OutlookTags).SelectMany(tag => Attribute().Matches(tag)).Select(match => match.Groups["name"].Value);

    /// <summary>The first tag that closes what is not open, or stays open; null when all is well.</summary>
    public string? FirstUnbalanced()
    {
        var open = new Stack<string>();
        foreach (var tag in Tags.Where(tag => !tag.StartsWith("<!", StringComparison.Ordinal)))
        {
            var name = TagName().Match(tag).Value;
            if (name is "meta" or "img" or "br") continue;
            if (tag[1] != '/') open.Push(name);
            else if (open.Count == 0 || open.Pop() != name) return tag;
        }
        return open.TryPop(out var left) ? left : null;
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<!--\[if mso\]>(?<inner>.*?)<!\[endif\]-->", RegexOptions.Singleline)]
    private static partial Regex ForOutlook();

    [GeneratedRegex("""<[a-zA-Z/!](?:"[^"]*"|[^">])*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<=^</?)[\w:]+""")]
    private static partial Regex TagName();

    [GeneratedRegex("""\s(?:href|src)="(?<address>[^"]*)""")]
    private static partial Regex Target();

    [GeneratedRegex(@"\s(?<name>[\w:-]+)=""[^""]*""")]
    private static partial Regex Attribute();
}
