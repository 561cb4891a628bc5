using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Mails;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.DeadLetters;

/// <summary>The dead letters, grouped by what brought them here; each group, or each letter, is put back to work or thrown away.</summary>
/// <param name="reader">The dead letters.</param>
/// <param name="editor">Redrives and discards.</param>
internal sealed class DeadLettersPage(IDeadLetterReader reader, IDeadLetterEditor editor) : IDashboardPage
{
    private const double Rate = 200;
    private const int ShownOfGroup = 20;
    private const int ShownBody = 20_000;

    private const string OneMessage = "message";

    /// <inheritdoc/>
    public string Path => "/dead-letters";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var counts = await reader.CountAsync(cancellationToken);
        var parts = new List<Html>();
        foreach (var count in counts.Where(count => count.Count > 0))
        {
            var letters = await reader.ListAsync(count.Queue, DeadLetterFilter.All, IDeadLetterReader.MaxListed, cancellationToken);
            parts.Add(Queue(request, count, letters));
        }
        return Answer.Page("Dead letters", parts.Count == 0
            ? Html.Of($"<section class=\"card\"><p class=\"empty\"><strong>No dead letters</strong>What cannot be handled in three tries comes here, with its cause, and waits up to 14 days.</p></section>")
            : Html.Of($"<div class=\"stacked\">{Html.Join(parts)}</div>"));
    }

    /// <inheritdoc/>
    public async Task<Answer> PostAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        if (DeadLetterQueues.All.Where(one => one.ToWord() == request.Field("queue")).ToList() is not [var queue])
            return Answer.Refused("There is no such queue.");
        // The groups and letters meant are those the page showed; never "all" because a field was missing.
        var filter = request.Field(OneMessage) is { } message ? new DeadLetterFilter([message], [])
            : request.Field("error") is { } error ? new DeadLetterFilter([], [error]) : null;
        if (filter is null) return Answer.Refused("Which letters?");
        switch (request.Field("action"))
        {
            case "redrive":
                var redriven = await editor.RedriveAsync(queue, filter, Rate, cancellationToken);
                return Answer.Redirect("/dead-letters", $"{Words.Count(redriven, "letter")} put back to work.", redriven == 0);
            case "discard":
                var discarded = await editor.DiscardAsync(queue, filter, null, cancellationToken);
                return Answer.Redirect("/dead-letters", $"{Words.Count(discarded, "letter")} thrown away.", discarded == 0);
            default:
                return Answer.Refused("What is to be done with them?");
        }
    }

    private static Html Queue(DashboardRequest request, DeadLetterCount count, IReadOnlyList<DeadLetter> letters) => Html.Of($"""
        <section class="card"><div class="card-head"><h2>{Title(count.Queue)}</h2>{Words.Pill(Words.Count(count.Count, "letter"), "bad")}</div>
        <p class="hint">{Upper(count.Queue.Holds())}.{(letters.Count < count.Count ? $" {Words.Number(count.Count - letters.Count)} are not shown: they are in other hands, or the queue is longer than a page." : "")}</p>
        <div class="stacked groups">{Html.Each(letters.GroupBy(letter => letter.Error).OrderByDescending(group => group.Count()), group => Group(request, count.Queue, group.Key, [.. group]))}</div>
        </section>
        """);

    private static Html Group(DashboardRequest request, DeadLetterQueue queue, string error, IReadOnlyList<DeadLetter> letters)
    {
        var entry = ErrorCatalogue.Find(error);
        return Html.Of($"""
            <div class="group">
            <div class="card-head"><h3><code>{error}</code> {letters[0].ErrorMessage ?? entry?.Cause ?? (error == DeadLetter.Unreadable ? "Neither a request nor feedback can be read from these." : "Nothing is recorded of these.")}</h3><span class="muted">{Words.Count(letters.Count, "letter")}</span></div>
            {(entry is null ? Html.Empty : Html.Of($"<p class=\"hint\">{entry.Fix}</p>"))}
            <div class="row actions">{Action(request, queue, "redrive", "error", error, $"Redrive {(letters.Count == 1 ? "it" : "all of these")}")}
            <details><summary>Discard…</summary><p class="warning">They are gone for good; their records stay.</p>{Action(request, queue, "discard", "error", error, $"Discard {Words.Count(letters.Count, "letter")}")}</details></div>
            <details><summary>Look at {(letters.Count > ShownOfGroup ? $"the first {ShownOfGroup}" : letters.Count == 1 ? "it" : $"all {letters.Count}")}</summary>{Html.Each(letters.Take(ShownOfGroup), letter => Letter(request, queue, letter))}</details>
            </div>
            """);
    }

    private static Html Letter(DashboardRequest request, DeadLetterQueue queue, DeadLetter letter) => Html.Of($"""
        <article class="letter"><dl class="facts">
        {(letter.EmailId is { } emailId ? Html.Of($"<dt>Mail</dt><dd><a href=\"{MailLinks.Mail(request.Keys, emailId)}\"><code>{emailId}</code></a></dd>") : Html.Empty)}
        {(letter.ToEmail is { } to ? Html.Of($"<dt>To</dt><dd>{to}</dd>") : Html.Empty)}
        {(letter.TemplateName is { } template ? Html.Of($"<dt>Template</dt><dd>{template}</dd>") : Html.Empty)}
        {(letter.SentAt is { } sent ? Html.Of($"<dt>Since</dt><dd>{Words.Time(sent)}</dd>") : Html.Empty)}
        </dl><pre class="code plain" tabindex="0" aria-label="The message">{(letter.Body.Length > ShownBody ? letter.Body[..ShownBody] + " …" : letter.Body)}</pre>
        <div class="row">{Action(request, queue, "redrive", OneMessage, letter.MessageId, "Redrive this one")}{Action(request, queue, "discard", OneMessage, letter.MessageId, "Discard this one")}</div></article>
        """);

    private static Html Action(DashboardRequest request, DeadLetterQueue queue, string action, string field, string value, string label) => Html.Of($"""
        <form method="post" action="/dead-letters"><input type="hidden" name="token" value="{request.FormToken}"><input type="hidden" name="queue" value="{queue.ToWord()}"><input type="hidden" name="action" value="{action}"><input type="hidden" name="{field}" value="{value}"><button{(action == "discard" ? new Html(" class=\"danger\"") : Html.Empty)}>{label}</button></form>
        """);

    private static string Title(DeadLetterQueue queue) => Upper(queue.ToWord());

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
