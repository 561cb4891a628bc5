using System.Text.Json;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Templates.Checks;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>A template rendered with some data, and what the checks say of it.</summary>
/// <param name="store">The template bucket.</param>
/// <param name="previews">Keeps what frames show.</param>
/// <param name="time">The clock of the rendering's limits.</param>
internal sealed class TemplatePreview(ITemplateStore store, PreviewStore previews, TimeProvider time)
{
    /// <summary>The longest data accepted, in characters.</summary>
    public const int MaxData = 200_000;

    /// <summary>Renders and checks.</summary>
    /// <param name="name">The template.</param>
    /// <param name="data">A JSON object; null for the template's own sample data.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Html> WriteAsync(string name, string? data, CancellationToken cancellationToken)
    {
        var variables = default(JsonElement);
        if (data is not null && !TryRead(data, out variables, out var problem))
            return Html.Of($"<div class=\"card\"><p class=\"problem\" role=\"alert\">{problem}</p></div>");
        var report = await new TemplateChecker(store, time).CheckAsync(name, variables, cancellationToken);
        return Html.Of($"""
            {(report.Rendered is { } rendered ? Rendered(rendered) : Html.Of($"<div class=\"card\"><p class=\"problem\" role=\"alert\">It cannot be rendered with this data. The checks below say why.</p></div>"))}
            {Findings(report)}
            """);
    }

    /// <summary>Reads the data of a form.</summary>
    public static bool TryRead(string data, out JsonElement variables, out string? problem)
    {
        variables = default;
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(data);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                variables = document.RootElement.Clone();
                return true;
            }
            problem = "The data must be a JSON object: { … }.";
        }
        catch (JsonException broken)
        {
            problem = $"The data is not JSON yet: line {broken.LineNumber + 1}, character {broken.BytePositionInLine + 1}.";
        }
        return false;
    }

    private Html Rendered(RenderedTemplate rendered)
    {
        var key = previews.Add(rendered.Html);
        return Html.Of($"""
            <section class="card flush" aria-label="Rendered mail">
            <div class="card-head"><h2>{rendered.Subject ?? "(no subject)"}</h2></div>
            <div class="paper"><iframe class="mail-frame" sandbox="" title="The mail's HTML, light" src="/template/frame?key={key}&amp;as=light"></iframe></div>
            </section>
            <div class="two">
            <section class="card flush"><div class="card-head"><h2>Dark</h2></div><div class="paper"><iframe class="mail-frame dark" sandbox="" title="The mail's HTML, dark" loading="lazy" src="/template/frame?key={key}&amp;as=dark"></iframe></div></section>
            <section class="card flush"><div class="card-head"><h2>Text</h2></div><pre class="code" tabindex="0" aria-label="The mail's text">{rendered.Text}</pre></section>
            </div>
            """);
    }

    private static Html Findings(CheckReport report) => Html.Of($"""
        <section class="card"><div class="card-head"><h2>Checks</h2>{Sum(report)}</div>
        {(report.Findings.Count == 0 ? Html.Of($"<p class=\"hint\">Nothing to complain about.</p>")
            : Html.Of($"<ul class=\"findings\">{Html.Each(report.Findings.Take(100), Finding)}</ul>"))}
        </section>
        """);

    private static Html Sum(CheckReport report) => report switch
    {
        { HasErrors: true } => Words.Pill(Words.Count(report.Count(CheckSeverity.Error), "error"), "bad"),
        _ when report.Count(CheckSeverity.Warning) > 0 => Words.Pill(Words.Count(report.Count(CheckSeverity.Warning), "warning"), "warn"),
        _ => Words.Pill("passed", "good"),
    };

    private static Html Finding(CheckFinding finding) => Html.Of($"""
        <li>{Words.Pill(finding.Severity.ToString().ToLowerInvariant(), finding.Severity switch { CheckSeverity.Error => "bad", CheckSeverity.Warning => "warn", _ => "idle" })}
        <div><p><strong>{finding.Message}</strong></p><p class="hint">{finding.Fix}</p>
        <p class="small muted"><code>{finding.File}{(finding.Line is { } line ? $":{line}" : "")}</code> {finding.ErrorCode}</p>
        {(finding.Excerpt is { } excerpt ? Html.Of($"<pre class=\"code plain\" tabindex=\"0\" aria-label=\"Source\">{excerpt}</pre>") : Html.Empty)}</div></li>
        """);
}
