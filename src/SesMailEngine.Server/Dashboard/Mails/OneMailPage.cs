using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>One mail: what became of it and why, and what it said where that is kept.</summary>
/// <param name="records">The tracking records.</param>
/// <param name="mails">The attempts at a mail.</param>
/// <param name="contents">What mails said; null where nobody keeps it.</param>
internal sealed class OneMailPage(ITrackingStore records, IMailReader mails, IMailContents? contents) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/mail";

    /// <inheritdoc/>
    public string Section => "/mails";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        if (MailLinks.IdOf(request) is not { } emailId) return Answer.NotFound("Which mail? The address of this page names none, or one from before this program was started.");
        var record = await records.GetAsync(emailId, cancellationToken);
        var content = contents is null ? null : await contents.FindAsync(emailId, cancellationToken);
        if (record is null && content is null)
            return Answer.NotFound($"There is no mail with the id '{emailId}'. If its request was just sent, it may not have been taken up yet: reload the page in a moment.");
        var attempts = record is null ? [] : await mails.ListAttemptsAsync(record.OriginalEmailId, cancellationToken);
        var words = record is null ? Html.Empty : MailWhy.Write(record);
        return new PageAnswer(record?.Subject ?? content?.Subject ?? "(no subject)", Html.Of($"""
            <div class="stacked">
            <div class="wide-left">
            <div class="stacked">{words}{(record is null ? Html.Of($"<section class=\"card\"><p class=\"hint\">An application sent this mail itself, without the engine: there is no record of it.</p></section>") : Facts(request, record))}</div>
            <div class="stacked">{(record is null ? Html.Empty : Timeline(record))}{Attempts(request, emailId, attempts)}</div>
            </div>
            {new MailViews(request, emailId, record, content, contents is not null).Write()}
            </div>
            """), 200)
        { Beside = record is null ? Html.Empty : Words.Status(record.Status) };
    }

    private static Html Facts(DashboardRequest request, TrackingRecord record) => Html.Of($"""
        <section class="card"><h2>Facts</h2><dl class="facts">
        {Fact("To", record.ToEmail.Length == 0 ? Html.Empty : Html.Of($"<a href=\"{MailLinks.Mails(request.Keys, new MailSearch { Text = record.ToEmail })}\">{record.ToEmail}</a>"))}
        {Fact("From", record.SenderEmail)}
        {Fact("Template", record.TemplateName.Length == 0 ? Html.Empty : Html.Of($"<a href=\"/template?name={Uri.EscapeDataString(record.TemplateName)}\">{record.TemplateName}</a> {record.TemplateVersion}"))}
        {Fact("Requested by", record.Source)}
        {Fact("Requested", Words.Time(record.Timestamp))}
        {Fact("Error", record.ErrorMessage is null ? Html.Empty : Html.Of($"{record.ErrorMessage} <code>{record.ErrorCode}</code>"))}
        {Fact("Bounce", record.BounceType is null ? null : $"{record.BounceType} · {record.BounceSubType}{(record.BounceReason is null ? "" : " · " + record.BounceReason)}")}
        {Fact("Complaint", record.ComplaintFeedbackType)}
        {Fact("Opens", record.OpenCount + record.MachineOpenCount == 0 ? null : $"{record.OpenCount} by people, {record.MachineOpenCount} by machines")}
        {Fact("Mail id", Html.Of($"<code>{record.EmailId}</code>"))}
        {Fact("SES message id", record.SesMessageId is null ? Html.Empty : Html.Of($"<code>{record.SesMessageId}</code>"))}
        {Fact("Kept until", record.Ttl is { } ttl ? Words.Time(DateTimeOffset.FromUnixTimeSeconds(ttl)) : Html.Empty)}
        </dl></section>
        """);

    private static Html Fact(string name, string? value) => string.IsNullOrEmpty(value) ? Html.Empty : Html.Of($"<dt>{name}</dt><dd>{value}</dd>");

    private static Html Fact(string name, Html value) => value.IsEmpty ? Html.Empty : Html.Of($"<dt>{name}</dt><dd>{value}</dd>");

    private static Html Timeline(TrackingRecord record) => Html.Of($"""
        <section class="card"><h2>Timeline</h2><ol class="timeline">{Html.Each(record.Events.OrderBy(entry => entry.Timestamp), Entry)}</ol></section>
        """);

    private static Html Entry(TimelineEntry entry) => Html.Of($"""
        <li class="{KindOf(entry.Type)}"><b>{entry.Type.Replace('_', ' ')}</b> <span class="muted small">{Words.Time(entry.Timestamp)}</span>
        {(entry.Note is { } note ? Html.Of($"<span class=\"sub\">{note}</span>") : Html.Empty)}</li>
        """);

    private static string KindOf(string type) => type switch
    {
        "delivery" or "delivered" or "open" or "opened" => "good",
        "bounce" or "bounced" or "complaint" or "complained" or "failed" or "reject" => "bad",
        "soft_bounced" or "soft-bounce" or "delivery_delay" or "delay" => "warn",
        "sent" or "send" => "info",
        _ => "",
    };

    private static Html Attempts(DashboardRequest request, string emailId, IReadOnlyList<TrackingRecord> attempts) => attempts.Count < 2 ? Html.Empty : Html.Of($"""
        <section class="card"><h2>Attempts</h2><ul class="state">{Html.Each(attempts, attempt => Html.Of($"<li>{Words.Status(attempt.Status)}<span>{(attempt.EmailId == emailId ? Html.Of($"this mail") : Html.Of($"<a href=\"{MailLinks.Mail(request.Keys, attempt.EmailId)}\">{(attempt.RetryAttempt == 0 ? "first attempt" : "retry")}</a>"))}</span><span class=\"sub\">{Words.Time(attempt.Timestamp)}</span></li>"))}</ul></section>
        """);
}
