using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>What a mail said, in the view the address asks for.</summary>
/// <param name="request">The request.</param>
/// <param name="emailId">The mail.</param>
/// <param name="record">Its record; null for none.</param>
/// <param name="content">Its content; null when it is not kept.</param>
/// <param name="keepsContents">True on a host that keeps contents.</param>
internal sealed class MailViews(
    DashboardRequest request, string emailId, TrackingRecord? record, MailContents? content, bool keepsContents)
{
    private const int MaxLinks = 200;

    private static readonly (string Key, string Name)[] Views =
        [("", "HTML"), ("text", "Text"), ("links", "Links"), ("headers", "Headers"), ("source", "HTML source"), ("metadata", "Metadata")];

    /// <summary>The views' card.</summary>
    public Html Write()
    {
        var view = request.Query("view") ?? "";
        if (Views.All(one => one.Key != view)) view = "";
        return Html.Of($"""
            <section class="card flush" id="content" aria-label="Content">
            <nav class="tabs" aria-label="Views of this mail">{Html.Each(Views, one => Tab(one, view))}</nav>
            {(view == "metadata" ? Metadata() : content is null ? NotKept() : view switch
        {
            "text" => Code(content.Text.Length > 0 ? content.Text : "(no text part)", "Text"),
            "links" => Links(content),
            "headers" => Headers(content),
            "source" => Code(content.Html.Length > 0 ? content.Html : "(no HTML part)", "HTML source"),
            _ => Frame(content),
        })}
            </section>
            """);
    }

    private Html Tab((string Key, string Name) one, string view) => Html.Of(
        $"<a href=\"{MailLinks.Mail(request.Keys, emailId, one.Key)}#content\"{(one.Key == view ? Current : Html.Empty)}>{one.Name}</a>");

    private Html Frame(MailContents shown)
    {
        var (size, scheme, remote) = (Known("size", "phone"), Known("as", "dark"), Known("remote", "on"));
        var address = $"/mail/frame?{MailLinks.Which(request.Keys, emailId)}&as={scheme}&remote={remote}";
        return Html.Of($"""
            <div class="toolbar">
            <span class="row">
            <span class="segments" role="group" aria-label="Width">{Choice("Desktop", ("size", "", size), ("as", scheme, scheme), ("remote", remote, remote))}{Choice("Phone", ("size", "phone", size), ("as", scheme, scheme), ("remote", remote, remote))}</span>
            <span class="segments" role="group" aria-label="Colours">{Choice("Light", ("as", "", scheme), ("size", size, size), ("remote", remote, remote))}{Choice("Dark", ("as", "dark", scheme), ("size", size, size), ("remote", remote, remote))}</span>
            </span>
            <span class="row"><span class="muted">{(remote == "on" ? "Remote content is loaded." : "Remote content is off.")}</span>
            <a href="{Address(("size", size), ("as", scheme), ("remote", remote == "on" ? "" : "on"))}">{(remote == "on" ? "Turn off" : "Load it")}</a></span>
            </div>
            {Html.If(remote != "on" && HasRemote(shown.Html), () => Html.Of($"<p class=\"warning flat\">This mail wants to load pictures or styles from elsewhere. Loading them tells their owner that the mail was read.</p>"))}
            <div class="paper"><iframe class="mail-frame {size} {scheme}" sandbox="" referrerpolicy="no-referrer" title="The mail's HTML" src="{address}"></iframe></div>
            """);
    }

    private string Known(string parameter, string value) => request.Query(parameter) == value ? value : "";

    private Html Choice(string name, params (string Parameter, string Value, string Chosen)[] values) => Html.Of(
        $"<a href=\"{Address([.. values.Select(value => (value.Parameter, value.Value))])}\"{(values.All(value => value.Value == value.Chosen) ? new Html(" aria-current=\"true\"") : Html.Empty)}>{name}</a>");

    private string Address(params (string Parameter, string Value)[] values)
    {
        var address = new StringBuilder(MailLinks.Mail(request.Keys, emailId));
        foreach (var (parameter, value) in values)
        {
            if (value.Length > 0) address.Append('&').Append(parameter).Append('=').Append(value);
        }
        return address.Append("#content").ToString();
    }

    private static Html Headers(MailContents shown) => Html.Of($"""
        <div class="pad"><dl class="facts">
        {Pair("From", shown.From)}{Pair("To", string.Join(", ", shown.To))}{Pair("Reply-To", shown.ReplyTo)}{Pair("Subject", shown.Subject)}
        {Html.Each(shown.Headers, header => Pair(header.Key, header.Value))}
        {Html.Each(shown.Tags, tag => Pair($"Tag {tag.Key}", tag.Value))}
        {Html.Each(shown.Attachments, name => Pair("Attachment", name))}
        </dl></div>
        """);

    private static Html Pair(string name, string? value) => string.IsNullOrEmpty(value) ? Html.Empty : Html.Of($"<dt>{name}</dt><dd>{value}</dd>");

    // Links are text here: following one can confirm an address or log somebody in.
    private static Html Links(MailContents shown)
    {
        var links = Hrefs.Matches(shown.Html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().Take(MaxLinks).ToList();
        return links.Count == 0 ? Html.Of($"<p class=\"empty\">There is no link in this mail.</p>")
            : Html.Of($"<div class=\"pad\"><p class=\"hint\">Shown as text: opening a link of a mail can confirm an address or use up a token.</p><ul class=\"links\">{Html.Each(links, link => Html.Of($"<li><code>{link}</code></li>"))}</ul></div>");
    }

    private Html Metadata()
    {
        if (record?.MetadataJson is not { } metadata) return Html.Of($"<p class=\"empty\">The request brought no metadata.</p>");
        using var document = JsonDocument.Parse(metadata);
        return Html.Of($"<div class=\"pad\"><dl class=\"facts\">{Html.Each(document.RootElement.EnumerateObject().ToList(), one => Pair(one.Name, one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString() : one.Value.GetRawText()))}</dl></div>");
    }

    private Html NotKept() => Html.Of($"""
        <p class="empty"><strong>The content of this mail is not kept</strong>
        {(keepsContents ? "It was not sent, or the outbox of this host was cleared or full since." : "On AWS mails are never stored. To see what a mail looks like, preview its template with the same data.")}
        {(record is { TemplateName.Length: > 0 } ? Html.Of($"<br><a href=\"/template?name={Uri.EscapeDataString(record.TemplateName)}\">Preview {record.TemplateName}</a>") : Html.Empty)}</p>
        """);

    private static Html Code(string text, string name) => Html.Of($"<pre class=\"code\" tabindex=\"0\" aria-label=\"{name}\">{text}</pre>");

    private static bool HasRemote(string html) => Remote.IsMatch(html);

    private static readonly Html Current = new(" aria-current=\"page\"");

    // Without backtracking: the markup is anybody's, and may be long.
    private static readonly Regex Hrefs = new(
        """<a\s[^>]*?href\s*=\s*["']([^"'<>]+)["']""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Remote = new(
        """(src\s*=|background\s*=|url\(|<link\s[^>]*?href\s*=)[\s"']*(https?:|//)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
