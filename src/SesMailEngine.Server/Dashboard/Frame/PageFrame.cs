using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Frame;

/// <summary>What every page stands in: head, navigation, heading, and the sentence a form left behind.</summary>
/// <param name="assets">Style sheet and script.</param>
/// <param name="stack">The stack.</param>
/// <param name="hasSessions">True where people log in, and out.</param>
internal sealed class PageFrame(Assets assets, StackLabel stack, bool hasSessions)
{
    /// <summary>The query's parameter with the sentence, sealed.</summary>
    public const string NoticeParameter = "n";

    private static readonly (string Path, string Name, Html Icon)[] Entries =
    [
        ("/", "Overview", Icons.Overview),
        ("/mails", "Mails", Icons.Mails),
        ("/suppression", "Suppression", Icons.Suppression),
        ("/templates", "Templates", Icons.Templates),
        ("/dead-letters", "Dead letters", Icons.DeadLetters),
        ("/rules", "Rules", Icons.Rules),
        ("/alarms", "Alarms", Icons.Alarms),
        ("/settings", "Settings", Icons.Settings),
    ];

    /// <summary>The whole page.</summary>
    public Html Write(PageAnswer page, string section, DashboardRequest request) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{page.Title} · {stack.Stack}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{assets.Style}">
        <script src="{assets.Script}" defer></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        <div class="shell{(page.HasNavigation ? "" : " alone")}">
        {Html.If(page.HasNavigation, () => Navigation(section, request))}
        <main id="main" tabindex="-1">
        <header class="page-head"><h1>{page.Title}</h1><div class="beside">{page.Beside}</div></header>
        {Notice(request)}
        {page.Body}
        </main>
        </div>
        </body>
        </html>
        """);

    private Html Navigation(string section, DashboardRequest request) => Html.Of($"""
        <header class="side">
        <a class="brand" href="/">{Icons.Brand}<span>SESMailEngine</span></a>
        <nav aria-label="Pages"><ul>{Html.Each(Entries, entry => Entry(entry, section))}</ul></nav>
        <div class="stack">
        <p><strong>{stack.Stack}</strong></p>
        <p>{stack.Kind} · {stack.Region}</p>
        <p>{stack.AccountId}</p>
        {Html.If(hasSessions, () => Html.Of($"<form method=\"post\" action=\"/logout\"><input type=\"hidden\" name=\"token\" value=\"{request.FormToken}\"><button class=\"quiet\">Log out</button></form>"))}
        </div>
        </header>
        """);

    private static Html Entry((string Path, string Name, Html Icon) entry, string section) => Html.Of(
        $"<li><a href=\"{entry.Path}\"{(entry.Path == section ? Current : Html.Empty)}>{entry.Icon}<span>{entry.Name}</span></a></li>");

    private static readonly Html Current = new(" aria-current=\"page\"");

    private static Html Notice(DashboardRequest request) => request.Sealed(NoticeParameter) is { Length: > 1 } notice
        ? Html.Of($"<p class=\"notice{(notice[0] == '!' ? " problem" : "")}\" role=\"status\">{notice[1..]}</p>") : Html.Empty;
}
