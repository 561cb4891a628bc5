using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Charts;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Mails;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Overview;

/// <summary>The parts of the first page that change by themselves, each under the id of its place.</summary>
/// <param name="settings">The limits the numbers are held against.</param>
/// <param name="keys">Seals links.</param>
internal sealed class OverviewParts(EngineSettings settings, DashboardKeys keys)
{
    private static readonly IReadOnlyList<Series> DaySeries =
        [new("Sent", "b-main"), new("Soft bounced", "b-soft"), new("Bounced, complained", "b-bad"), new("Failed", "b-off")];

    private static readonly IReadOnlyList<Series> HourSeries =
        [new("Sent", "b-main"), new("Bounced, complained", "b-bad"), new("Rejected", "b-off")];

    /// <summary>The parts.</summary>
    public IReadOnlyList<(string Id, Html Markup)> Write(OverviewNumbers numbers) =>
    [
        ("tiles", Tiles(numbers)),
        ("hours", Hours(numbers)),
        ("days", Days(numbers)),
        ("state", State(numbers)),
        ("queues", Queues(numbers)),
        ("feed", Feed(numbers)),
    ];

    private Html Tiles(OverviewNumbers numbers)
    {
        var today = numbers.Today;
        var alarms = settings.Alarms;
        return Html.Of($"""
            {Tile("Sent today", Words.Number(today.Sent), numbers.Quota.Max24HourSend > 0 ? $"{Words.Number(numbers.Quota.SentLast24Hours)} of {Words.Number(numbers.Quota.Max24HourSend)} in 24 hours" : "no daily limit", numbers.Quota.Max24HourSend > 0 ? numbers.Quota.SentLast24Hours / numbers.Quota.Max24HourSend : null)}
            {Tile("Delivered", Words.Percent(today.Delivered, today.Sent), $"{Words.Number(today.Delivered)} today", null)}
            {Tile("Opened", Words.Percent(today.Opened, today.Delivered), $"{Words.Number(today.Opened)} by people", null)}
            {Tile("Bounce rate", Words.Percent(today.CountedBounces, today.Sent, 2), $"guard closes above {Words.Number(settings.BounceRateThreshold)} %", today.Sent == 0 ? 0 : 100.0 * today.CountedBounces / today.Sent / Math.Max(0.01, settings.BounceRateThreshold))}
            {Tile("Complaint rate", Words.Percent(today.CountedComplaints, today.Sent, 3), $"alarm above {(alarms.ComplaintRateThreshold * 100).ToString("0.###", CultureInfo.InvariantCulture)} %", today.Sent == 0 ? 0 : (double)today.CountedComplaints / today.Sent / Math.Max(0.000001, alarms.ComplaintRateThreshold))}
            {Tile("Failed", Words.Number(today.Failed), "never sent, with a reason", null)}
            """);
    }

    // A gauge turns from calm to warning at four fifths of its limit.
    private static Html Tile(string name, string value, string of, double? share)
    {
        var kind = share switch { > 1 => "bad", > 0.8 => "warn", _ => "" };
        return Html.Of($"""
            <div class="tile"><dt>{name}</dt><dd class="value {kind}">{value}</dd><dd class="of">{of}
            {(share is { } part ? Html.Of($"<svg class=\"gauge {kind}\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{Math.Clamp(100 * part, 0, 100).ToString("0.#", CultureInfo.InvariantCulture)}\" height=\"4\"/></svg>") : Html.Empty)}</dd></div>
            """);
    }

    private static Html Hours(OverviewNumbers numbers)
    {
        var sent = numbers.Hours.Sum(hour => hour.Attempts);
        return Html.Of($"""
            <div class="card-head"><h2>Last 24 hours</h2><span class="muted">{Words.Count(sent, "mail")}</span></div>
            {ColumnChart.Draw($"Mails sent in each of the last 24 hours, {Words.Number(sent)} in all", "Hour (UTC)", HourSeries,
                [.. numbers.Hours.Select(hour => new Column(
                    hour.StartsAt.UtcDateTime.ToString("HH:00", CultureInfo.InvariantCulture),
                    [Math.Max(0, hour.Attempts - hour.Bounces - hour.Complaints), hour.Bounces + hour.Complaints, hour.Rejects]))])}
            """);
    }

    private static Html Days(OverviewNumbers numbers)
    {
        var sent = numbers.Days.Sum(day => day.Counts.Sent);
        return Html.Of($"""
            <div class="card-head"><h2>Last 30 days</h2><span class="muted">{Words.Count(sent, "mail")}</span></div>
            {ColumnChart.Draw($"Mails of each of the last 30 days, {Words.Number(sent)} sent in all", "Day", DaySeries,
                [.. numbers.Days.Select(day => new Column(
                    Words.Day(day.Day),
                    [Math.Max(0, day.Counts.Sent - day.Counts.SoftBounced - day.Counts.Bounced - day.Counts.Complained), day.Counts.SoftBounced, day.Counts.Bounced + day.Counts.Complained, day.Counts.Failed]))])}
            """);
    }

    private Html State(OverviewNumbers numbers)
    {
        var today = numbers.Today;
        var rate = today.Sent <= 0 ? 0 : 100.0 * today.CountedBounces / today.Sent;
        var isClosed = today.Sent > 0 && today.Sent >= settings.BounceRateMinimumSample && rate > settings.BounceRateThreshold;
        var ringing = numbers.Alarms.Where(alarm => alarm.Condition == AlarmCondition.Alarm).ToList();
        var dead = numbers.DeadLetters.Sum(queue => queue.Waiting + queue.InFlight + queue.Delayed);
        return Html.Of($"""
            <div class="card-head"><h2>State</h2></div><ul class="state">
            <li>{(isClosed ? Words.Pill("closed", "bad") : Words.Pill("open", "good"))}<strong>Bounce-rate guard</strong><span class="sub">{(isClosed
                ? $"Too much of today's mail bounces; requests {(settings.BounceRateAction == BounceRateAction.Hold ? "wait" : "fail")} until the rate falls or the day ends."
                : today.Sent < settings.BounceRateMinimumSample ? $"Looks closer from {Words.Number(settings.BounceRateMinimumSample)} mails a day on." : "Mail goes out.")}</span></li>
            <li>{(ringing.Count == 0 ? Words.Pill("quiet", "good") : Words.Pill(Words.Number(ringing.Count), "bad"))}<a href="/alarms">Alarms</a><span class="sub">{(ringing.Count == 0 ? $"None of {numbers.Alarms.Count} is on." : string.Join(", ", ringing.Select(alarm => alarm.Name)))}</span></li>
            <li>{(dead == 0 ? Words.Pill("none", "good") : Words.Pill(Words.Number(dead), "bad"))}<a href="/dead-letters">Dead letters</a><span class="sub">{(dead == 0 ? "Every request was handled." : "Work that was given up and waits for somebody.")}</span></li>
            </ul>
            """);
    }

    private Html Queues(OverviewNumbers numbers) => Html.Of($"""
        <div class="card-head"><h2>Queues</h2><span class="muted">{(numbers.Pace is { } pace ? $"{Words.Number(pace)} mails a second" : "")}{(numbers.Quota.MaxSendRate > 0 ? $" of {Words.Number(numbers.Quota.MaxSendRate)}" : "")}</span></div>
        <ul class="state">{Html.Each(numbers.Queues, Queue)}</ul>
        """);

    private Html Queue(QueueReading queue)
    {
        var total = queue.Waiting + queue.InFlight + queue.Delayed;
        var oldest = queue.OldestAge is { } age ? $", the oldest for {Words.Span(age)}" : "";
        return Html.Of($"<li>{Words.Pill(Words.Number(total), total == 0 ? "idle" : "info")}<strong>{(queue.Name == settings.Names.EmailQueue ? "Requests" : "Retries")}</strong><span class=\"sub\">{(total == 0 ? "Nothing waits." : $"{Words.Number(queue.Waiting)} ready, {Words.Number(queue.InFlight)} in hand, {Words.Number(queue.Delayed)} for later{oldest}")}</span></li>");
    }

    private Html Feed(OverviewNumbers numbers) => numbers.Latest.Count == 0
        ? Html.Of($"<p class=\"empty\"><strong>No mails yet</strong>Send one with <code>sesmailengine send --to you@example.com --template welcome</code></p>")
        : Html.Of($"<ul class=\"feed\">{Html.Each(numbers.Latest, FeedEntry)}</ul>");

    private Html FeedEntry(TrackingRecord record) => Html.Of($"""
        <li>{Words.Clock(record.Timestamp)}<div><a href="{MailLinks.Mail(keys, record.EmailId)}">{record.Subject ?? record.TemplateName}</a><span class="sub">{record.ToEmail}</span></div>{Words.Status(record.Status)}</li>
        """);
}
