using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>One template: previewed with data edited on the page, its checks, its source, what differs from the starter, and a test mail.</summary>
/// <param name="store">The template bucket.</param>
/// <param name="starters">The starter templates of this program.</param>
/// <param name="preview">Renders.</param>
/// <param name="requests">Publishes the test's request.</param>
internal sealed class TemplatePage(ITemplateStore store, ITemplateStore starters, TemplatePreview preview, TestRequests requests) : IDashboardPage
{
    private static readonly (string Key, string Name)[] Views = [("", "Preview"), ("source", "Source"), ("diff", "Changes"), ("send", "Send a test")];

    /// <inheritdoc/>
    public string Path => "/template";

    /// <inheritdoc/>
    public string Section => "/templates";

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) =>
        ShowAsync(request, request.Query("name"), request.Query("view") ?? "", null, null, cancellationToken);

    /// <inheritdoc/>
    public async Task<Answer> PostAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var name = request.Field("name");
        var data = request.Field("data", TemplatePreview.MaxData) ?? "";
        if (!TemplateTexts.IsName(name)) return Answer.Refused("That is no template's name.");
        if (request.Field("action") == "send") return await SendAsync(request, name!, data, cancellationToken);
        return request.WantsFragment
            ? new FragmentAnswer(await preview.WriteAsync(name!, data, cancellationToken), null)
            : await ShowAsync(request, name, "", data, null, cancellationToken);
    }

    private async Task<Answer> SendAsync(DashboardRequest request, string name, string data, CancellationToken cancellationToken)
    {
        var problem = TemplatePreview.TryRead(data, out var variables, out var why) ? null : why;
        if (!EmailAddress.TryParse(request.Field("to"), out var to)) problem ??= "That is no address a mail can go to.";
        if (problem is not null) return await ShowAsync(request, name, "send", data, problem, cancellationToken);
        var emailId = await requests.PublishAsync(to!, name, variables, cancellationToken);
        return Answer.Redirect($"/mail?id={emailId}", "The request is on the bus. Reload this page to see what becomes of it.");
    }

    private async Task<Answer> ShowAsync(
        DashboardRequest request, string? name, string view, string? data, string? problem, CancellationToken cancellationToken)
    {
        if (!TemplateTexts.IsName(name)) return Answer.NotFound("There is no such template.");
        var listing = await TemplateListing.ReadAsync(store, starters, name!, cancellationToken);
        if (listing.Metadata is null && (await store.ListAsync(name!, cancellationToken)).Count == 0)
            return Answer.NotFound($"There is no template '{name}'.");
        data ??= Sample(listing.Metadata);
        var body = view switch
        {
            "source" => await SourceAsync(name!, cancellationToken),
            "diff" => await DiffAsync(listing, cancellationToken),
            "send" => Send(request, name!, data, problem),
            _ => Workbench(Editor(request, name!, data, listing), await preview.WriteAsync(name!, data, cancellationToken)),
        };
        return new PageAnswer(name!, Html.Of($"""
            <nav class="tabs" aria-label="Views of this template">{Html.Each(Views, one => Tab(name!, one, view))}</nav>
            <div class="tab-body">{body}</div>
            """), 200)
        {
            Beside = Html.Of($"{(listing.Metadata?.Version is { } version ? Words.Pill($"version {version}", "idle") : Html.Empty)}{Html.If(listing.Metadata?.Critical == true, () => Words.Pill("passes the bounce-rate guard", "info"))}"),
        };
    }

    private static Html Workbench(Html editor, Html rendered) => Html.Of(
        $"<div class=\"wide-right\">{editor}<div id=\"preview\" class=\"stacked\">{rendered}</div></div>");

    private static Html Tab(string name, (string Key, string Name) one, string view) => Html.Of(
        $"<a href=\"/template?name={name}{(one.Key.Length == 0 ? "" : "&view=" + one.Key)}\"{(one.Key == view ? new Html(" aria-current=\"page\"") : Html.Empty)}>{one.Name}</a>");

    private static Html Editor(DashboardRequest request, string name, string data, TemplateListing listing) => Html.Of($"""
        <form class="card form-grid" method="post" action="/template" data-into="preview">
        <input type="hidden" name="token" value="{request.FormToken}"><input type="hidden" name="name" value="{name}">
        <label class="field"><span>Sample data (JSON)</span><textarea name="data" rows="22" spellcheck="false">{data}</textarea></label>
        <div class="row"><button>Render</button></div>
        <p class="hint">Needs: {(listing.Metadata is { RequiredVariables.Count: > 0 } metadata ? string.Join(", ", metadata.RequiredVariables) : "nothing")}. Nothing you type here is saved.</p>
        </form>
        """);

    private static Html Send(DashboardRequest request, string name, string data, string? problem) => Html.Of($"""
        <form class="card form-grid" method="post" action="/template">
        {(problem is null ? Html.Empty : Html.Of($"<p class=\"problem\" role=\"alert\">{problem}</p>"))}
        <input type="hidden" name="token" value="{request.FormToken}"><input type="hidden" name="name" value="{name}"><input type="hidden" name="action" value="send">
        <label class="field"><span>Recipient</span><input type="email" name="to" required maxlength="254" autocomplete="off" placeholder="you@example.com"></label>
        <label class="field"><span>Data (JSON)</span><textarea name="data" rows="16" spellcheck="false">{data}</textarea></label>
        <div class="row"><button class="primary">Send test mail</button></div>
        <p class="hint">This puts an ordinary request on the bus, with the source <code>sesmailengine.dashboard</code>. Suppression, guard and limits apply to it as to any other, and it counts in today's numbers.</p>
        </form>
        """);

    private async Task<Html> SourceAsync(string name, CancellationToken cancellationToken)
    {
        var parts = new List<Html>();
        foreach (var file in TemplateTexts.Files)
        {
            var text = await TemplateTexts.ReadAsync(store, name, file, cancellationToken);
            parts.Add(Html.Of($"<section class=\"card flush\"><div class=\"card-head\"><h2>{file}</h2></div><pre class=\"code\" tabindex=\"0\" aria-label=\"{file}\">{text ?? "(there is no such file)"}</pre></section>"));
        }
        return Html.Of($"<div class=\"stacked\">{Html.Join(parts)}</div>");
    }

    private async Task<Html> DiffAsync(TemplateListing listing, CancellationToken cancellationToken)
    {
        if (listing.StarterVersion is null)
            return Html.Of($"<div class=\"card\"><p class=\"hint\">This template is your own: there is no starter template of its name to compare it with. The bucket on AWS keeps every version of its files.</p></div>");
        var parts = new List<Html>();
        foreach (var file in TemplateTexts.Files)
        {
            var starter = await TemplateTexts.ReadAsync(starters, listing.Name, file, cancellationToken) ?? "";
            var own = await TemplateTexts.ReadAsync(store, listing.Name, file, cancellationToken) ?? "";
            var lines = LineDiff.Of(starter, own);
            var changed = lines.Count(line => line.Sign != ' ');
            parts.Add(Html.Of($"""
                <section class="card flush"><div class="card-head"><h2>{file}</h2>{(changed == 0 ? Words.Pill("unchanged", "idle") : Words.Pill(Words.Count(changed, "line"), "info"))}</div>
                {(changed == 0 ? Html.Of($"<p class=\"empty\">As it ships.</p>")
                    : Html.Of($"<pre class=\"code diff\" tabindex=\"0\" aria-label=\"Changes of {file}\">{Html.Each(LineDiff.Excerpt(lines), Line)}</pre>"))}
                </section>
                """));
        }
        return Html.Of($"<div class=\"stacked\"><p class=\"hint\">The starter template that ships with this program (version {listing.StarterVersion}) against the one in the bucket (version {listing.Metadata?.Version ?? "none"}).</p>{Html.Join(parts)}</div>");
    }

    private static Html Line((char Sign, string? Line) line) => line switch
    {
        (_, null) => Html.Of($"<span class=\"muted\">⋯</span>\n"),
        ('+', { } text) => Html.Of($"<ins>+ {text}</ins>"),
        ('-', { } text) => Html.Of($"<del>− {text}</del>"),
        (_, { } text) => Html.Of($"  {text}\n"),
    };

    private static string Sample(TemplateMetadata? metadata)
    {
        if (metadata is null || metadata.SampleData.ValueKind != JsonValueKind.Object) return "{\n}";
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            metadata.SampleData.WriteTo(json);
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
