using System.Globalization;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Pages;

/// <summary>The alarms, and what they did lately.</summary>
/// <param name="alarms">The alarms.</param>
/// <param name="adminEmail">Who is told; null for nobody.</param>
internal sealed class AlarmsPage(IAlarmReader alarms, string? adminEmail) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/alarms";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var found = await alarms.ListAsync(cancellationToken);
        var history = await alarms.HistoryAsync(null, 50, cancellationToken);
        return Answer.Page("Alarms", Html.Of($"""
            <div class="stacked">
            {(string.IsNullOrEmpty(adminEmail) ? Html.Of($"<p class=\"warning\"><strong>Nobody is told.</strong> Set <code>AdminEmail</code>, and alarms are mailed to it.</p>") : Html.Of($"<p class=\"hint\">Alarms are mailed to {adminEmail}.</p>"))}
            <section class="card flush" aria-label="Alarms"><div class="scroll"><table>
            <thead><tr><th scope="col" class="fit">State</th><th scope="col">Alarm</th><th scope="col" class="num fit opt">Threshold</th><th scope="col" class="fit opt">Since (UTC)</th></tr></thead>
            <tbody>{Html.Each(found.OrderByDescending(alarm => alarm.Condition == AlarmCondition.Alarm), Row)}</tbody></table></div></section>
            <section class="card"><h2>History</h2>{(history.Count == 0 ? Html.Of($"<p class=\"hint\">Nothing changed in the last two weeks.</p>")
                : Html.Of($"<ol class=\"timeline\">{Html.Each(history, Line)}</ol>"))}</section>
            </div>
            """));
    }

    private static Html Row(AlarmReading alarm) => Html.Of($"""
        <tr><td class="fit">{alarm.Condition switch
    {
        AlarmCondition.Alarm => Words.Pill("alarm", "bad"),
        AlarmCondition.Ok => Words.Pill("ok", "good"),
        _ => Words.Pill("too little data", "idle"),
    }}</td>
        <td><strong>{alarm.Name}</strong><span class="sub">{alarm.Description}</span><span class="sub">{alarm.Reason}</span>{(alarm.ActionsEnabled ? Html.Empty : Html.Of($"<span class=\"sub\">Its actions are off: nobody is told.</span>"))}</td>
        <td class="num fit opt">{alarm.Threshold?.ToString("#,0.####", CultureInfo.InvariantCulture)}</td>
        <td class="fit opt">{Words.Time(alarm.Since)}</td></tr>
        """);

    private static Html Line(AlarmEvent line) => Html.Of($"""
        <li class="{(line.Summary.EndsWith("ALARM", StringComparison.Ordinal) ? "bad" : line.Summary.EndsWith("OK", StringComparison.Ordinal) ? "good" : "")}"><b>{line.Alarm}</b> <span class="muted small">{Words.Time(line.At)}</span><span class="sub">{line.Summary}</span></li>
        """);
}
