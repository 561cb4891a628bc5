using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Jinja;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// A template of the bucket, compiled: HTML with autoescape, everything else without. Or what is wrong with its files.
/// </summary>
internal sealed class CompiledMailTemplate
{
    private readonly JinjaEnvironment plain;
    private readonly CompiledText html;
    private readonly CompiledText text;
    private readonly CompiledText? subject;
    private readonly CompiledText? senderName;
    private readonly CompiledText? senderEmail;
    private readonly CompiledText? replyTo;
    private readonly CompiledText? listUnsubscribe;

    /// <summary>Compiles what was read.</summary>
    public CompiledMailTemplate(TemplateFiles files)
    {
        Problem = files.Problem;
        Metadata = files.Metadata;
        // Undefined values are errors but for questions whether they are there, as optional variables need.
        var options = new JinjaOptions { Undefined = UndefinedKind.Mail };
        plain = new JinjaEnvironment(options, Includes);
        html = CompiledText.Of(new JinjaEnvironment(options with { Autoescape = true }, Includes), files.Html, TemplatePath.Html)!;
        text = CompiledText.Of(plain, files.Text, TemplatePath.Text)!;
        subject = CompiledText.Of(plain, Metadata.Subject, $"{TemplatePath.Metadata} subject");
        senderName = CompiledText.Of(plain, Metadata.SenderName, $"{TemplatePath.Metadata} senderName");
        senderEmail = CompiledText.Of(plain, Metadata.SenderEmail, $"{TemplatePath.Metadata} senderEmail");
        replyTo = CompiledText.Of(plain, Metadata.ReplyTo, $"{TemplatePath.Metadata} replyTo");
        listUnsubscribe = CompiledText.Of(plain, Metadata.ListUnsubscribe, $"{TemplatePath.Metadata} listUnsubscribe");
    }

    /// <summary>What is wrong with the files; then nothing can be rendered.</summary>
    public FailureFacts? Problem { get; }

    /// <summary>metadata.json.</summary>
    public TemplateMetadata Metadata { get; }

    /// <summary>The files the template pulls in.</summary>
    public IncludedFiles Includes { get; } = new();

    /// <summary>True when the template should soon be read again: it has a problem that somebody may be mending.</summary>
    public bool IsBroken => Problem is not null || html.IsBroken || text.IsBroken || subject is { IsBroken: true };

    /// <summary>The names in requiredVariables that the data does not have.</summary>
    public IReadOnlyList<string> MissingVariables(JsonElement data)
    {
        List<string>? missing = null;
        foreach (var name in Metadata.RequiredVariables)
        {
            if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out _)) continue;
            (missing ??= []).Add(name);
        }
        return missing ?? (IReadOnlyList<string>)[];
    }

    /// <summary>Renders everything.</summary>
    /// <exception cref="Jinja.Errors.TemplateException">The data does not fit, or a limit is reached.</exception>
    /// <exception cref="BrokenSourceException">A source is broken.</exception>
    /// <exception cref="IncludeMissingException">An included file must be read first.</exception>
    /// <exception cref="UnrenderableException">The data is no text, or an included file is too large.</exception>
    public RenderedTemplate Render(RenderRequest request, CancellationToken cancellationToken)
    {
        // A template may change lists in its data; each of the two parts gets data of its own.
        var context = Context(request.Data);
        return new RenderedTemplate
        {
            Html = html.Render(Context(request.Data), cancellationToken),
            Text = text.Render(context, cancellationToken),
            Subject = (CompiledText.Of(plain, request.Subject, "subject") ?? subject)?.Render(context, cancellationToken),
            SenderName = senderName?.Render(context, cancellationToken),
            SenderEmail = senderEmail?.Render(context, cancellationToken),
            ReplyTo = ReplyTo(request, context, cancellationToken),
            ListUnsubscribe = listUnsubscribe?.Render(context, cancellationToken),
            Version = Metadata.Version,
        };
    }

    private string? ReplyTo(RenderRequest request, DictValue context, CancellationToken cancellationToken)
    {
        var own = CompiledText.Of(plain, request.ReplyTo, "replyTo")?.Render(context, cancellationToken);
        return string.IsNullOrWhiteSpace(own) ? replyTo?.Render(context, cancellationToken) : own;
    }

    private static DictValue Context(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object) return new DictValue();
        try
        {
            return JsonValues.ReadContext(data);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON by its grammar, but no text.
            throw new UnrenderableException(
                ErrorTypes.ValidationError, ErrorCodes.FieldInvalid, "templateData", "is not valid Unicode text");
        }
    }
}
