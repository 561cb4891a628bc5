using System.Text.Json.Nodes;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Templates;
using SesMailEngine.Jinja.Errors;
using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// Why a template could not be rendered, with the place in its source.
internal static class FailureView
{
    public static void Write(IAnsiConsole console, TemplateResult result, string? fix = null)
    {
        var failure = result.Failure!;
        console.MarkupLineInterpolated($"[red]{failure.ErrorMessage}[/]  [grey]{failure.ErrorCode}[/]");
        foreach (var error in Errors(result.Cause))
        {
            console.WriteLine();
            ExcerptView.Write(console, error.Describe());
        }
        if ((fix ?? ErrorCatalogue.Find(failure.ErrorCode)?.Fix) is not { } advice) return;
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]Fix:[/] {advice}");
    }

    public static JsonObject ToJson(TemplateResult result, string? fix = null) => new()
    {
        ["errorCode"] = result.Failure!.ErrorCode,
        ["message"] = result.Failure.ErrorMessage,
        ["fix"] = fix ?? ErrorCatalogue.Find(result.Failure.ErrorCode)?.Fix,
        ["file"] = result.Cause?.TemplateName,
        ["line"] = result.Cause?.Place?.Line,
        ["column"] = result.Cause?.Place?.Column,
        ["description"] = result.Cause?.Describe(),
    };

    // A source with errors of syntax tells all of them.
    private static IReadOnlyList<TemplateException> Errors(TemplateException? cause) =>
        cause is null ? [] : cause.Siblings.Count > 0 ? cause.Siblings : [cause];
}
