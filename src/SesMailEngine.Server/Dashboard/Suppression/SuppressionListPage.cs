using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Mails;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Suppression;

/// <summary>The addresses that get no mail: looked through, added to, and taken off one by one.</summary>
/// <param name="reader">The list.</param>
/// <param name="store">Adds, and looks one address up.</param>
/// <param name="editor">Removes.</param>
/// <param name="time">The clock.</param>
internal sealed class SuppressionListPage(ISuppressionReader reader, ISuppressionStore store, ISuppressionEditor editor, TimeProvider time) : IDashboardPage
{
    /// <summary>The parameter with what is looked for, sealed.</summary>
    public const string Search = "q";

    private const int PageSize = 50;
    private const int MaxImport = 50_000;

    /// <inheritdoc/>
    public string Path => "/suppression";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var search = SuppressionSearch.Of(request);
        var results = await ResultsAsync(request, search, cancellationToken);
        return new PageAnswer("Suppression", Html.Of($"""
            {Form(request, search)}
            <div class="wide-left"><div id="results">{results}</div>{Side(request)}</div>
            """), 200)
        { Beside = Html.Of($"<a class=\"button\" href=\"/suppression/export\">Export CSV</a>") };
    }

    /// <inheritdoc/>
    public Task<Answer> PostAsync(DashboardRequest request, CancellationToken cancellationToken) => request.Field("action") switch
    {
        "add" => AddAsync(request, cancellationToken),
        "remove" => RemoveAsync(request, cancellationToken),
        "import" => ImportAsync(request, cancellationToken),
        _ => SearchAsync(request, cancellationToken),
    };

    private async Task<Answer> SearchAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var search = new SuppressionSearch(request.Field("prefix", 254)?.ToLowerInvariant(), TypeOf(request.Field("type")), null);
        return request.WantsFragment
            ? new FragmentAnswer(await ResultsAsync(request, search, cancellationToken), search.Link(request.Keys))
            : Answer.Redirect(search.Link(request.Keys));
    }

    private async Task<Answer> AddAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Field("email"), out var address)) return Answer.Redirect("/suppression", "That is no address.", isProblem: true);
        if (await store.GetAsync(address!.ComparisonKey, cancellationToken) is not null)
            return Answer.Redirect("/suppression", $"{address.ComparisonKey} is on the list already.", isProblem: true);
        await store.AddAsync(Manual(address), cancellationToken);
        return Answer.Redirect("/suppression", $"{address.ComparisonKey} gets no more mail.");
    }

    private async Task<Answer> RemoveAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var email = request.Field("email", 254)?.ToLowerInvariant() ?? "";
        var entry = await store.GetAsync(email, cancellationToken);
        if (entry is null) return Answer.Redirect("/suppression", "That address is not on the list.", isProblem: true);
        if (entry.Type == SuppressionType.Complaint)
            return Answer.Redirect("/suppression", "An address that complained is not taken off here: its owner asked not to be mailed.", isProblem: true);
        if (request.Field("type") != entry.Type.ToWireName())
            return Answer.Redirect("/suppression", "The entry changed since you looked at it; look again.", isProblem: true);
        return await editor.RemoveAsync(email, entry.Type, cancellationToken)
            ? Answer.Redirect("/suppression", $"{email} was taken off the list and gets mail again.")
            : Answer.Redirect("/suppression", "The entry changed since you looked at it; look again.", isProblem: true);
    }

    private async Task<Answer> ImportAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        if (request.File("file") is not { Length: > 0 } file) return Answer.Redirect("/suppression", "Choose a file first.", isProblem: true);
        var (added, there, refused) = (0, 0, 0);
        using var lines = new StreamReader(file.OpenReadStream());
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line && number <= MaxImport; number++)
        {
            if (SuppressionCsv.Read(line, number, time.GetUtcNow()) is not { } entry)
            {
                if (number > 1 && line.Trim().Length > 0) refused++;
                continue;
            }
            if (await store.GetAsync(entry.Email, cancellationToken) is not null) there++;
            else if (await store.AddAsync(entry, cancellationToken)) added++;
        }
        return Answer.Redirect("/suppression", $"{Words.Count(added, "address", "addresses")} added, {Words.Number(there)} on the list already, {Words.Number(refused)} lines not understood.", refused > 0);
    }

    private SuppressionEntry Manual(EmailAddress address) => new()
    {
        Email = address.ComparisonKey,
        Type = SuppressionType.Manual,
        Reason = SuppressionReasons.Manual,
        AddedAt = time.GetUtcNow().ToMilliseconds(),
    };

    private static Html Form(DashboardRequest request, SuppressionSearch search) => Html.Of($"""
        <form class="card search-card" method="post" action="/suppression" data-into="results" role="search" aria-label="Suppressed addresses">
        <input type="hidden" name="token" value="{request.FormToken}">
        <div class="row bottom">
        <label class="field grow"><span>Address begins with</span><input type="search" name="prefix" value="{search.Prefix}" maxlength="254" autocomplete="off" spellcheck="false" placeholder="jo@example.com"></label>
        <label class="field"><span>Kind</span><select name="type"><option value="">Any</option>{Html.Each((SuppressionType[])[SuppressionType.Bounce, SuppressionType.Complaint, SuppressionType.Manual], type => Option(type, search))}</select></label>
        <button>Search</button>
        </div>
        </form>
        """);

    private static Html Option(SuppressionType type, SuppressionSearch search) => Html.Of(
        $"<option value=\"{type.ToWireName()}\"{(search.Type == type ? new Html(" selected") : Html.Empty)}>{type.ToWireName()}</option>");

    private static Html Side(DashboardRequest request) => Html.Of($"""
        <div class="stacked">
        <form class="card form-grid" method="post" action="/suppression">
        <h2>Add an address</h2>
        <input type="hidden" name="token" value="{request.FormToken}"><input type="hidden" name="action" value="add">
        <label class="field"><span>Address</span><input type="email" name="email" required maxlength="254" autocomplete="off"></label>
        <div><button class="primary">Suppress</button></div>
        <p class="hint">Every request to it fails from then on, with the reason <code>manual</code>.</p>
        </form>
        <form class="card form-grid" method="post" action="/suppression" enctype="multipart/form-data">
        <h2>Import</h2>
        <input type="hidden" name="token" value="{request.FormToken}"><input type="hidden" name="action" value="import">
        <label class="field"><span>CSV file</span><input type="file" name="file" accept=".csv,text/csv,text/plain" required></label>
        <div><button>Import</button></div>
        <p class="hint">One address a line, or the columns of the export. At most 50,000 lines and 8 MB; entries that are there stay as they are.</p>
        </form>
        </div>
        """);

    private async Task<Html> ResultsAsync(DashboardRequest request, SuppressionSearch search, CancellationToken cancellationToken)
    {
        SuppressionPage page;
        try
        {
            page = await reader.FindAsync(search.Prefix, search.Type, search.After, PageSize, cancellationToken);
        }
        catch (PortException refused) when (refused.ErrorName == IMailReader.InvalidToken)
        {
            page = await reader.FindAsync(search.Prefix, search.Type, null, PageSize, cancellationToken);
        }
        return Html.Of($"""
            <section class="card flush" aria-label="Entries">
            {(page.Entries.Count == 0 ? Html.Of($"<p class=\"empty\"><strong>{(search.IsRestricted ? "No entry matches" : "Nobody is suppressed")}</strong>{(page.Next is null ? "Hard bounces and complaints come here by themselves." : "Go on below.")}</p>")
                : Html.Of($"<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Address</th><th scope=\"col\" class=\"fit\">Kind</th><th scope=\"col\" class=\"fit opt\">Since (UTC)</th></tr></thead><tbody>{Html.Each(page.Entries, entry => Row(request, entry))}</tbody></table></div>"))}
            {Html.If(page.Next is not null || search.After is not null, () => Html.Of($"<nav class=\"pager\" aria-label=\"Pages of entries\"><span>{Words.Count(page.Entries.Count, "entry", "entries")} on this page</span><span class=\"row\">{(search.After is null ? Html.Empty : Html.Of($"<a class=\"button\" href=\"{(search with { After = null }).Link(request.Keys)}\">First</a>"))}{(page.Next is { } next ? Html.Of($"<a class=\"button\" href=\"{(search with { After = next }).Link(request.Keys)}\">Next</a>") : Html.Empty)}</span></nav>"))}
            </section>
            """);
    }

    private static Html Row(DashboardRequest request, SuppressionEntry entry) => Html.Of($"""
        <tr><td><a class="main" href="{MailLinks.Mails(request.Keys, new MailSearch { Text = entry.Email })}">{entry.Email}</a>
        <span class="sub">{entry.Reason}{(entry.BounceSubType is { } subType ? $" · {subType}" : "")}{(entry.DiagnosticCode is { } code ? $" · {code}" : "")}
        {(entry.EmailId is { } emailId ? Html.Of($" · <a href=\"{MailLinks.Mail(request.Keys, emailId)}\">the mail</a>") : Html.Empty)}</span>
        {Remove(request, entry)}</td>
        <td class="fit">{Words.Suppression(entry.Type)}</td><td class="fit opt">{Words.Time(entry.AddedAt)}</td></tr>
        """);

    private static Html Remove(DashboardRequest request, SuppressionEntry entry) => entry.Type == SuppressionType.Complaint
        ? Html.Of($"<details class=\"small\"><summary>Remove…</summary><p class=\"warning\"><strong>Not possible here.</strong> This person reported your mail as spam. Mailing them again costs reputation and, in many countries, breaks the law.</p></details>")
        : Html.Of($"""
            <details class="small"><summary>Remove…</summary>
            <form method="post" action="/suppression" class="form-grid">
            <input type="hidden" name="token" value="{request.FormToken}"><input type="hidden" name="action" value="remove"><input type="hidden" name="email" value="{entry.Email}"><input type="hidden" name="type" value="{entry.Type.ToWireName()}">
            <p class="warning">{(entry.Type == SuppressionType.Bounce ? Html.Of($"<strong>It bounced for good.</strong> If it bounces again, that counts against today's bounce rate. Remove it only when you know that the address works again.") : Html.Of($"Somebody put it here by hand. Mail to it goes out again at once."))}</p>
            <div><button class="danger">Remove from the list</button></div></form></details>
            """);

    private static SuppressionType? TypeOf(string? name) => SuppressionReasons.TryParseType(name, out var type) ? type : null;
}
