using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Renders a template with its sample data, as the engine would for a request.</summary>
/// <param name="store">Where the template is.</param>
/// <param name="time">The clock of the rendering's limits.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class SampleRendering(ITemplateStore store, TimeProvider time, FindingList findings)
{
    private static readonly string[] OwnFiles = [ErrorCodes.TemplateHtmlMissing, ErrorCodes.TemplateTextMissing];

    /// <summary>Renders; null when that cannot be done, for a reason that is among the findings then.</summary>
    /// <param name="name">The template's folder.</param>
    /// <param name="metadata">metadata.json.</param>
    /// <param name="lines">The lines of its fields.</param>
    /// <param name="data">The variables; undefined for sampleData.</param>
    /// <param name="cancellationToken">Stops the rendering.</param>
    public async Task<RenderedTemplate?> RunAsync(
        string name, TemplateMetadata metadata, MetadataLines lines, JsonElement data, CancellationToken cancellationToken)
    {
        if (!HasData(metadata, lines, ref data)) return null;
        if (findings.HasError(CheckRules.Syntax, CheckRules.FileSize) || findings.HasCode(OwnFiles)) return null;
        var result = await new TemplateRenderer(store, time).RenderAsync(new(name, data), cancellationToken);
        if (result.Failure is not { } failure) return result.Template;
        // A file that is not there was told where it is named.
        if (result.Cause is { Kind: TemplateErrorKind.NotFound } && findings.HasError(CheckRules.MissingFile)) return null;
        findings.Add(new()
        {
            Severity = CheckSeverity.Error,
            Rule = CheckRules.Render,
            File = FileOf(result.Cause),
            Line = LineOf(result.Cause, lines),
            Column = IsInMetadata(result.Cause) ? null : result.Cause?.Place?.Column,
            Message = RenderFailure.WithoutPrefix(failure.ErrorMessage),
            Fix = ErrorCatalogue.Find(failure.ErrorCode)?.Fix ?? "Correct the data.",
            Excerpt = Excerpt(result.Cause),
            ErrorCode = failure.ErrorCode,
        });
        return null;
    }

    // Whether there is data to render with; what sampleData lacks is told.
    private bool HasData(TemplateMetadata metadata, MetadataLines lines, ref JsonElement data)
    {
        var isSample = data.ValueKind == JsonValueKind.Undefined;
        if (isSample) data = metadata.SampleData;
        if (data.ValueKind == JsonValueKind.Undefined)
        {
            if (metadata.RequiredVariables.Count == 0 && metadata.OptionalVariables.Count == 0) return true;
            findings.Warning(
                CheckRules.SampleData, TemplatePath.Metadata, null, "There is no sampleData, so rendering was not tried.",
                "Add \"sampleData\" with a value for every variable, or give data with --data.");
            return false;
        }
        var given = data;
        var lacking = metadata.RequiredVariables.Where(name => !given.TryGetProperty(name, out _)).Distinct().ToArray();
        foreach (var name in lacking)
        {
            findings.Add(new()
            {
                Severity = CheckSeverity.Error,
                Rule = CheckRules.SampleData,
                File = TemplatePath.Metadata,
                Line = isSample ? lines.LineOf("sampleData") : lines.LineOf("requiredVariables", name),
                Message = isSample ? $"sampleData lacks '{name}', which is required." : $"The data lacks '{name}', which is required.",
                Fix = "Add it: without it nothing can be rendered.",
                ErrorCode = ErrorCodes.RequiredVariablesMissing,
            });
        }
        return lacking.Length == 0;
    }

    private static bool IsInMetadata(TemplateException? cause) =>
        cause?.TemplateName?.StartsWith(TemplatePath.Metadata, StringComparison.Ordinal) == true;

    private static string FileOf(TemplateException? cause) =>
        IsInMetadata(cause) ? TemplatePath.Metadata : cause?.TemplateName ?? TemplatePath.Html;

    private static int? LineOf(TemplateException? cause, MetadataLines lines) => IsInMetadata(cause)
        ? lines.LineOf(cause!.TemplateName![TemplatePath.Metadata.Length..].Trim())
        : cause?.Place?.Line;

    // One place as it is; several with the words between them that tell the way.
    private static string? Excerpt(TemplateException? cause)
    {
        if (cause is null || cause.Trace.Count < 2) return cause?.Place?.Excerpt;
        var described = cause.Describe();
        return described[(described.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }
}
