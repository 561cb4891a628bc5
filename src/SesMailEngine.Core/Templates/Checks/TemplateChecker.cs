using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>
/// Checks a template of a bucket or folder before a mail is sent with it. Unlike the renderer, which stops at the first
/// problem, it tells everything that it finds.
/// </summary>
/// <param name="store">Where the template is; included files are read from it too.</param>
/// <param name="time">The clock of the rendering's limits.</param>
public sealed class TemplateChecker(ITemplateStore store, TimeProvider time)
{
    /// <summary>Checks a template.</summary>
    /// <param name="name">The template's folder.</param>
    /// <param name="data">The variables to render with, a JSON object; undefined for the template's own sampleData.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="PortException">The store does not answer, or denies access.</exception>
    public async Task<CheckReport> CheckAsync(string name, JsonElement data, CancellationToken cancellationToken)
    {
        var findings = new FindingList();
        var html = await ReadAsync(name, TemplatePath.Html, cancellationToken);
        var text = await ReadAsync(name, TemplatePath.Text, cancellationToken);
        var json = await ReadAsync(name, TemplatePath.Metadata, cancellationToken);
        if (html is null && text is null && json is null && (await store.ListAsync(name, cancellationToken)).Count == 0)
        {
            findings.Error(CheckRules.MissingFile, name, ErrorCodes.TemplateNotFound, name);
            return new(name, findings.Sorted(), null);
        }
        CheckFile(findings, name, TemplatePath.Html, html, ErrorCodes.TemplateHtmlMissing);
        CheckFile(findings, name, TemplatePath.Text, text, ErrorCodes.TemplateTextMissing);
        CheckFile(findings, name, TemplatePath.Metadata, json, ErrorCodes.TemplateMetadataMissing);

        var lines = MetadataLines.Of(json is null ? default : json.Content.Span);
        var metadata = Metadata(findings, name, json, lines);
        var walk = await WalkAsync(findings, html, text, metadata, lines, cancellationToken);
        RenderedTemplate? rendered = null;
        if (metadata is not null)
        {
            // Variables of a source that does not compile are unknown, so nothing can be said of the others.
            if (!findings.HasError(CheckRules.Syntax, CheckRules.MissingFile, CheckRules.FileSize))
            {
                new VariableCheck(metadata, lines, findings).Run(walk);
            }
            rendered = await new SampleRendering(store, time, findings).RunAsync(name, metadata, lines, data, cancellationToken);
        }
        if (rendered is not null) new RenderedCheck(lines, findings).Run(rendered, walk.Files);
        return new(name, findings.Sorted(), rendered);
    }

    private Task<TemplateFile?> ReadAsync(string name, string file, CancellationToken cancellationToken) =>
        store.ReadAsync($"{name}/{file}", TemplatePath.MaxFileBytes, cancellationToken);

    private static void CheckFile(FindingList findings, string name, string file, TemplateFile? read, string missing)
    {
        if (read is null) findings.Error(CheckRules.MissingFile, file, missing, name);
        else if (read.Length > TemplatePath.MaxFileBytes) findings.TooLarge(file, name, read.Length);
        else findings.CheckEncoding(file, read.Content.Span);
    }

    private static TemplateMetadata? Metadata(FindingList findings, string name, TemplateFile? json, MetadataLines lines)
    {
        if (json is null || json.Length > TemplatePath.MaxFileBytes) return null;
        if (TemplateMetadataParser.Parse(json.Content, out var problem) is not { } metadata)
        {
            findings.Add(new()
            {
                Severity = CheckSeverity.Error,
                Rule = CheckRules.Metadata,
                File = TemplatePath.Metadata,
                Line = MetadataLines.BrokenLine(json.Content),
                Message = ErrorCatalogue.Format(ErrorCodes.TemplateMetadataInvalid, name, problem!),
                Fix = ErrorCatalogue.Find(ErrorCodes.TemplateMetadataInvalid)!.Fix,
                ErrorCode = ErrorCodes.TemplateMetadataInvalid,
            });
            return null;
        }
        if (!string.IsNullOrEmpty(metadata.Version) && !SemanticVersion.TryParse(metadata.Version, out _))
        {
            findings.Warning(
                CheckRules.Version, TemplatePath.Metadata, lines.LineOf("version"),
                $"'{metadata.Version}' is no semantic version; the seeder cannot compare it.", "Write it like 1.0.0.");
        }
        return metadata;
    }

    private async Task<SourceWalk> WalkAsync(
        FindingList findings, TemplateFile? html, TemplateFile? text, TemplateMetadata? metadata, MetadataLines lines,
        CancellationToken cancellationToken)
    {
        var walk = new SourceWalk(new TemplateReader(store), findings);
        await walk.AddAsync(TemplatePath.Html, Source(html), null, cancellationToken);
        await walk.AddAsync(TemplatePath.Text, Source(text), null, cancellationToken);
        if (metadata is null) return walk;
        foreach (var (field, source) in ((string, string?)[])
        [
            ("subject", metadata.Subject), ("senderName", metadata.SenderName), ("senderEmail", metadata.SenderEmail),
            ("replyTo", metadata.ReplyTo), ("listUnsubscribe", metadata.ListUnsubscribe),
        ])
        {
            await walk.AddAsync(TemplatePath.Metadata, source, lines.LineOf(field), cancellationToken);
        }
        return walk;
    }

    private static string? Source(TemplateFile? file) =>
        file is null || file.Length > TemplatePath.MaxFileBytes ? null : TemplateReader.Decode(file.Content);
}
