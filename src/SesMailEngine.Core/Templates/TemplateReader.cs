using System.Globalization;
using System.Text;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// Reads a template's files and checks them in the order folder, three files, JSON, size. A bucket that is away throws; a
/// bucket that denies access is a problem of the template.
/// </summary>
/// <param name="store">The template bucket.</param>
internal sealed class TemplateReader(ITemplateStore store)
{
    /// <summary>The files of a template.</summary>
    /// <exception cref="PortException">The bucket does not answer; trying again can help.</exception>
    public async Task<TemplateFiles> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var html = store.ReadAsync($"{name}/{TemplatePath.Html}", TemplatePath.MaxFileBytes, cancellationToken);
            var text = store.ReadAsync($"{name}/{TemplatePath.Text}", TemplatePath.MaxFileBytes, cancellationToken);
            var metadata = store.ReadAsync($"{name}/{TemplatePath.Metadata}", TemplatePath.MaxFileBytes, cancellationToken);
            await Task.WhenAll(html, text, metadata);
            return await CheckAsync(name, await html, await text, await metadata, cancellationToken);
        }
        catch (PortException denied) when (!denied.IsTransient)
        {
            return Problem(ErrorCodes.BucketError, $"reading '{name}': ");
        }
    }

    /// <summary>A file another one includes; null when it does not exist.</summary>
    /// <exception cref="PortException">The bucket does not answer.</exception>
    public async Task<TemplateFile?> ReadIncludeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(path, TemplatePath.MaxFileBytes, cancellationToken);
        }
        catch (PortException denied) when (!denied.IsTransient)
        {
            return null;
        }
    }

    /// <summary>A file's text: UTF-8, without byte order mark; bytes that are none become U+FFFD.</summary>
    public static string Decode(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        return Encoding.UTF8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
    }

    private async Task<TemplateFiles> CheckAsync(
        string name, TemplateFile? html, TemplateFile? text, TemplateFile? metadata, CancellationToken cancellationToken)
    {
        if (html is null && text is null && metadata is null && (await store.ListAsync(name, cancellationToken)).Count == 0)
        {
            return Problem(ErrorCodes.TemplateNotFound, name);
        }
        if (html is null) return Problem(ErrorCodes.TemplateHtmlMissing, name);
        if (text is null) return Problem(ErrorCodes.TemplateTextMissing, name);
        if (metadata is null) return Problem(ErrorCodes.TemplateMetadataMissing, name);
        if (metadata.Length > TemplatePath.MaxFileBytes) return TooLarge(name, metadata);
        if (TemplateMetadataParser.Parse(metadata.Content, out var why) is not { } parsed)
        {
            return Problem(ErrorCodes.TemplateMetadataInvalid, name, why!);
        }
        if (html.Length > TemplatePath.MaxFileBytes) return TooLarge(name, html);
        if (text.Length > TemplatePath.MaxFileBytes) return TooLarge(name, text);
        return new TemplateFiles { Metadata = parsed, Html = Decode(html.Content), Text = Decode(text.Content) };
    }

    private static TemplateFiles TooLarge(string name, TemplateFile file) => Problem(
        ErrorCodes.TemplateTooLarge, name, file.Length.ToString(CultureInfo.InvariantCulture),
        TemplatePath.MaxFileBytes.ToString(CultureInfo.InvariantCulture));

    private static TemplateFiles Problem(string code, params ReadOnlySpan<string> arguments) => new()
    {
        Problem = new FailureFacts(ErrorTypes.TemplateNotFound, code, ErrorCatalogue.Format(code, arguments)),
    };
}
