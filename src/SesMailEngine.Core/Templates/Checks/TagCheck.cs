using SesMailEngine.Core.Templates.Checks.Html;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Checks the images and links of rendered HTML.</summary>
/// <param name="locator">Finds where a tag was written.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class TagCheck(SourceLocator locator, FindingList findings)
{
    private const int ShownLength = 60;

    /// <summary>Checks every tag.</summary>
    public void Run(IReadOnlyList<HtmlTag> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Name == "img") Image(tag);
            else if (tag.Name is "a" or "area" && tag["href"] is { } href) Link(tag, href);
            else if (tag.Name == "form" && tag["action"] is { } action) Link(tag, action);
        }
    }

    private void Image(HtmlTag tag)
    {
        if (tag["alt"] is null)
        {
            Add(
                CheckSeverity.Warning, CheckRules.Image, tag, $"An image has no alt text: {Shown(tag.Source)}",
                "Add alt=\"…\" with what the image says, or alt=\"\" when it only decorates.");
        }
        if (tag["src"] is not { } source || LinkScheme.Of(source) is not { } scheme)
        {
            Add(
                CheckSeverity.Warning, CheckRules.Image, tag, $"An image has no full address: {Shown(tag.Source)}",
                "Give its src as an https address; a mail has no page that it could be relative to.");
        }
        else if (scheme is not ("https" or "http"))
        {
            Add(
                CheckSeverity.Warning, CheckRules.Image, tag, $"Many mail clients show no '{scheme}:' images: {Shown(tag.Source)}",
                "Put the image on a web server and give its https address.");
        }
    }

    private void Link(HtmlTag tag, string address)
    {
        if (address.TrimStart().StartsWith('#')) return;
        var scheme = LinkScheme.Of(address);
        if (scheme is "http" or "https" or "mailto" or "tel" or "sms") return;
        if (scheme is null)
        {
            Add(
                CheckSeverity.Warning, CheckRules.Link, tag, $"A link leads nowhere: '{Shown(address)}'",
                "Write the whole address with https://; a mail has no page that it could be relative to.");
        }
        else if (scheme is "javascript" or "vbscript" or "data")
        {
            Add(
                CheckSeverity.Error, CheckRules.Link, tag, $"A link runs a script or opens data: '{Shown(address)}'",
                "Print a link only when it is http or https: {% if (url|string|lower).startswith(('https://', 'http://')) %}.");
        }
        else
        {
            Add(
                CheckSeverity.Warning, CheckRules.Link, tag, $"Many mail clients drop links that begin with '{scheme}:': '{Shown(address)}'",
                "Link to an https page that opens the app.");
        }
    }

    private void Add(CheckSeverity severity, string rule, HtmlTag tag, string message, string fix)
    {
        var place = locator.Locate(TemplatePath.Html, tag.Source);
        findings.Add(new()
        {
            Severity = severity,
            Rule = rule,
            File = place?.File ?? TemplatePath.Html,
            Line = place?.Line,
            Message = message,
            Fix = fix,
        });
    }

    private static string Shown(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > ShownLength ? line[..ShownLength] + "…" : line;
    }
}
