using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>The mails, newest first, searched as one types.</summary>
/// <param name="mails">The tracking records, searched.</param>
/// <param name="records">The tracking records, by id.</param>
/// <param name="time">The clock.</param>
internal sealed class MailsPage(IMailReader mails, ITrackingStore records, TimeProvider time) : IDashboardPage
{
    private const int PageSize = 50;

    private static readonly EmailStatus[] Shown =
    [
        EmailStatus.Delivered, EmailStatus.Opened, EmailStatus.Sent, EmailStatus.SoftBounced, EmailStatus.Bounced, EmailStatus.Complained,
        EmailStatus.Failed, EmailStatus.Sending,
    ];

    /// <inheritdoc/>
    public string Path => "/mails";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        if (MailLinks.SearchOf(request) is not { } search)
            return Answer.Redirect("/mails", "That search was from before this program was started; search again.", isProblem: true);
        var results = await ResultsAsync(request, search, cancellationToken);
        return Answer.Page("Mails", Html.Of($"""
            {Form(request, search)}
            <div id="results">{results}</div>
            """));
    }

    /// <inheritdoc/>
    public async Task<Answer> PostAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var search = new MailSearch
        {
            Text = request.Field("text"),
            Status = request.Field("status"),
            TemplateName = request.Field("template"),
            Metadata = request.Field("metadata"),
            Day = request.Field("day"),
        }.Checked();
        var location = MailLinks.Mails(request.Keys, search);
        return request.WantsFragment
            ? new FragmentAnswer(await ResultsAsync(request, search, cancellationToken), location)
            : Answer.Redirect(location);
    }

    private static Html Form(DashboardRequest request, MailSearch search) => Html.Of($"""
        <form class="card search-card" method="post" action="/mails" data-into="results" role="search" aria-label="Mails">
        <input type="hidden" name="token" value="{request.FormToken}">
        <div class="search">
        <label class="field span"><span>Search</span><input type="search" name="text" value="{search.Text}" placeholder="Address, id or words of the subject" maxlength="254" autocomplete="off" spellcheck="false"></label>
        <label class="field"><span>Status</span><select name="status"><option value="">Any</option>{Html.Each(Shown, status => Option(status, search))}</select></label>
        <label class="field"><span>Template</span><input name="template" value="{search.TemplateName}" maxlength="128" autocomplete="off" placeholder="Any"></label>
        <label class="field"><span>Metadata</span><input name="metadata" value="{search.Metadata}" maxlength="254" autocomplete="off" placeholder="key=value"></label>
        <label class="field"><span>Day (UTC)</span><input type="date" name="day" value="{search.Day}"></label>
        <button>Search</button>
        </div>
        </form>
        """);

    private static Html Option(EmailStatus status, MailSearch search)
    {
        var name = status.ToWireName();
        return Html.Of($"<option value=\"{name}\"{(search.Status == name ? new Html(" selected") : Html.Empty)}>{name.Replace('_', ' ')}</option>");
    }

    private async Task<Html> ResultsAsync(DashboardRequest request, MailSearch search, CancellationToken cancellationToken)
    {
        var page = await FindAsync(search, cancellationToken);
        return Html.Of($"""
            <section class="card flush" aria-label="Results">
            {(page.Records.Count == 0 ? Nothing(search, page.Next is not null) : Table(request, page.Records))}
            {Pager(request, search, page)}
            </section>
            """);
    }

    private async Task<MailPage> FindAsync(MailSearch search, CancellationToken cancellationToken)
    {
        var query = QueryOf(search);
        // A whole id is a key: its mail is found however old it is.
        var known = query.Text is { Length: <= 128 } id && search.After is null && id.All(char.IsAscii) ? await records.GetAsync(id, cancellationToken) : null;
        if (known is not null && query.Takes(known)) return new MailPage([known], null);
        try
        {
            return await mails.FindAsync(query, search.After, PageSize, cancellationToken);
        }
        catch (PortException refused) when (refused.ErrorName == IMailReader.InvalidToken)
        {
            return await mails.FindAsync(query, null, PageSize, cancellationToken);
        }
    }

    private MailQuery QueryOf(MailSearch search)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        DateOnly? day = search.Day is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        // A whole address is a key; a part of one is not.
        var recipient = EmailAddress.TryParse(search.Text, out var address) ? address!.ComparisonKey : null;
        var equals = search.Metadata?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        return new MailQuery
        {
            Recipient = recipient,
            Text = recipient is null ? search.Text : null,
            Status = EmailStatuses.TryParse(search.Status, out var status) ? status : null,
            TemplateName = search.TemplateName,
            ErrorCode = search.ErrorCode,
            MetadataKey = equals < 0 ? null : search.Metadata![..equals].Trim(),
            MetadataValue = equals < 0 ? null : search.Metadata![(equals + 1)..].Trim(),
            FromDay = day ?? (recipient is null ? today.AddDays(1 - MailQuery.MaxDays) : null),
            ToDay = day,
        };
    }

    private static Html Table(DashboardRequest request, IReadOnlyList<TrackingRecord> records) => Html.Of($"""
        <div class="scroll"><table>
        <thead><tr><th scope="col" class="fit">Status</th><th scope="col">Mail</th><th scope="col" class="opt">Template</th><th scope="col" class="fit">Time (UTC)</th></tr></thead>
        <tbody>{Html.Each(records, record => Row(request, record))}</tbody>
        </table></div>
        """);

    private static Html Row(DashboardRequest request, TrackingRecord record) => Html.Of($"""
        <tr><td class="fit">{Words.Status(record.Status)}</td>
        <td><a class="main" href="{MailLinks.Mail(request.Keys, record.EmailId)}">{record.Subject ?? "(no subject)"}</a>
        <span class="sub">{(record.ToEmail.Length == 0 ? "(no recipient)" : record.ToEmail)}{(record.ErrorCode is { } code ? $" · {code}" : "")}{(record.RetryAttempt > 0 ? " · retry" : "")}</span></td>
        <td class="opt">{record.TemplateName}</td>
        <td class="fit">{Words.Time(record.Timestamp)}</td></tr>
        """);

    private static Html Nothing(MailSearch search, bool hasMore) => search.IsRestricted
        ? Html.Of($"<p class=\"empty\"><strong>{(hasMore ? "Nothing among the mails looked at so far" : "No mail matches")}</strong>{(hasMore ? "The search looks at a part of the mails at a time: go on below." : "A whole address or id is found at once, however old the mail is.")}</p>")
        : Html.Of($"<p class=\"empty\"><strong>No mails yet</strong>Send one with <code>sesmailengine send --to you@example.com --template welcome</code></p>");

    private static Html Pager(DashboardRequest request, MailSearch search, MailPage page)
    {
        if (page.Next is null && search.After is null) return Html.Empty;
        return Html.Of($"""
            <nav class="pager" aria-label="Pages of results"><span>{Words.Count(page.Records.Count, "mail")} on this page</span><span class="row">
            {(search.After is null ? Html.Empty : Html.Of($"<a class=\"button\" href=\"{MailLinks.Mails(request.Keys, search with { After = null })}\">Newest</a>"))}
            {(page.Next is not { } next ? Html.Empty : Html.Of($"<a class=\"button\" href=\"{MailLinks.Mails(request.Keys, search with { After = next })}\">{(page.Records.Count == 0 ? "Search older mails" : "Older")}</a>"))}
            </span></nav>
            """);
    }
}
