using System.Text.Json;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Pages;

/// <summary>The rules on the bus, and where each sends its events.</summary>
/// <param name="rules">The rules.</param>
internal sealed class RulesPage(IRuleReader rules) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/rules";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var found = await rules.ListAsync(cancellationToken);
        return Answer.Page("Rules and targets", Html.Of($"""
            <div class="stacked">
            <p class="hint">What is published on the bus goes to the targets of every rule whose pattern it matches. Status notifications reach your applications this way.</p>
            {Html.Each(found, Rule)}
            {Html.If(found.Count == 0, () => Html.Of($"<section class=\"card\"><p class=\"empty\"><strong>No rules</strong>Without the stack's own rule no request is taken up.</p></section>"))}
            </div>
            """));
    }

    private static Html Rule(RuleReading rule) => Html.Of($"""
        <section class="card"><div class="card-head"><h2>{rule.Name}</h2>{(rule.IsEnabled ? Words.Pill("on", "good") : Words.Pill("off", "warn"))}</div>
        {(rule.Description is { Length: > 0 } description ? Html.Of($"<p class=\"hint\">{description}</p>") : Html.Empty)}
        <div class="two">
        <div><h3>Pattern</h3><pre class="code plain" tabindex="0" aria-label="Pattern of {rule.Name}">{Indented(rule.Pattern)}</pre></div>
        <div><h3>Targets</h3>{(rule.Targets.Count == 0 ? Html.Of($"<p class=\"warning\">It has no target: what matches goes nowhere.</p>")
            : Html.Of($"<ul class=\"state\">{Html.Each(rule.Targets, Target)}</ul>"))}</div>
        </div></section>
        """);

    private static Html Target(RuleTargetReading target) => Html.Of($"""
        <li>{Words.Pill(target.Id, "info")}<code>{target.Arn}</code><span class="sub">{(target.DeadLetterArn is { } dead ? $"What cannot be delivered goes to {dead}." : "What cannot be delivered is lost: it has no dead letter queue.")}</span></li>
        """);

    private static string Indented(string pattern)
    {
        try
        {
            using var document = JsonDocument.Parse(pattern);
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                document.RootElement.WriteTo(json);
            }
            return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (JsonException)
        {
            return pattern.Length == 0 ? "(on a schedule)" : pattern;
        }
    }
}
