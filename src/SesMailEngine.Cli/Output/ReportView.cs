using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SesMailEngine.Core.Templates.Checks;
using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// What the checks of a template found: for a person the worst first, then a line that sums up.
internal static class ReportView
{
    public static void Write(IAnsiConsole console, CheckReport report, string place)
    {
        foreach (var finding in report.Findings) Write(console, finding);
        console.MarkupLineInterpolated($"[bold]{report.TemplateName}[/] [grey]({place})[/]");
        if (report.Rendered is { } rendered)
        {
            var html = Encoding.UTF8.GetByteCount(rendered.Html);
            var text = Encoding.UTF8.GetByteCount(rendered.Text);
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  subject  {rendered.Subject ?? "none"}");
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  size     HTML {html:N0} bytes (Gmail shows 102,400), text {text:N0} bytes");
        }
        var color = report.HasErrors ? "red" : report.Findings.Count > 0 ? "yellow" : "green";
        console.MarkupLineInterpolated($"  result   [{color}]{Summary(report)}[/]");
    }

    public static JsonObject ToJson(CheckReport report, string place) => new()
    {
        ["template"] = report.TemplateName,
        ["place"] = place,
        ["errors"] = report.Count(CheckSeverity.Error),
        ["warnings"] = report.Count(CheckSeverity.Warning),
        ["notes"] = report.Count(CheckSeverity.Note),
        ["subject"] = report.Rendered?.Subject,
        ["htmlBytes"] = report.Rendered is { } rendered ? Encoding.UTF8.GetByteCount(rendered.Html) : null,
        ["textBytes"] = report.Rendered is { } same ? Encoding.UTF8.GetByteCount(same.Text) : null,
        ["findings"] = new JsonArray([.. report.Findings.Select(ToJson)]),
    };

    private static void Write(IAnsiConsole console, CheckFinding finding)
    {
        var color = finding.Severity switch
        {
            CheckSeverity.Error => "red",
            CheckSeverity.Warning => "yellow",
            _ => "blue",
        };
        console.MarkupLineInterpolated($"[{color} bold]{Word(finding.Severity)}[/]  [bold]{PlaceOf(finding)}[/]  [grey]{finding.ErrorCode ?? finding.Rule}[/]");
        Indented(console, finding.Message);
        if (finding.Excerpt is { } excerpt) ExcerptView.Write(console, excerpt);
        Indented(console, $"Fix: {finding.Fix}");
        console.WriteLine();
    }

    // Further lines of a long text begin where its first does.
    private static void Indented(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(2, 0, 0, 0)));

    private static string PlaceOf(CheckFinding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{finding.File}{(finding.Line is { } line ? $":{line}" : "")}{(finding.Column is { } column ? $":{column}" : "")}");

    private static string Summary(CheckReport report)
    {
        if (report.Findings.Count == 0) return "nothing is wrong";
        var parts = new[] { CheckSeverity.Error, CheckSeverity.Warning, CheckSeverity.Note }
            .Select(severity => (Count: report.Count(severity), Word: Word(severity)))
            .Where(part => part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Word}{(part.Count == 1 ? "" : "s")}"));
        return string.Join(", ", parts);
    }

    private static string Word(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Error => "error",
        CheckSeverity.Warning => "warning",
        _ => "note",
    };

    private static JsonNode ToJson(CheckFinding finding) => new JsonObject
    {
        ["severity"] = Word(finding.Severity),
        ["rule"] = finding.Rule,
        ["file"] = finding.File,
        ["line"] = finding.Line,
        ["column"] = finding.Column,
        ["message"] = finding.Message,
        ["fix"] = finding.Fix,
        ["errorCode"] = finding.ErrorCode,
        ["excerpt"] = finding.Excerpt,
    };
}
