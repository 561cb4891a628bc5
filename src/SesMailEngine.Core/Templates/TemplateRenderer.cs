using SesMailEngine.Core.Ports;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// Renders templates of the bucket. Checks come in the order folder, three files, JSON, size, required variables,
/// rendering. Compiled templates are cached; a changed template is seen after at most 5 minutes. For any number of threads.
/// </summary>
public sealed class TemplateRenderer
{
    private readonly TemplateReader reader;
    private readonly TemplateCache<CompiledMailTemplate> cache;

    /// <summary>Makes a renderer with a cache of its own.</summary>
    /// <param name="store">The template bucket.</param>
    /// <param name="time">The clock of the cache.</param>
    public TemplateRenderer(ITemplateStore store, TimeProvider time)
    {
        reader = new TemplateReader(store);
        cache = new(async (name, token) => new(await reader.ReadAsync(name, token)), template => template.IsBroken, time);
    }

    /// <summary>Renders a template, or says why that cannot be done.</summary>
    /// <exception cref="PortException">The bucket does not answer; trying again can help.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<TemplateResult> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        var template = await cache.GetAsync(request.TemplateName, cancellationToken);
        if (template.Problem is { } problem) return TemplateResult.Failed(problem);
        if (template.MissingVariables(request.Data) is { Count: > 0 } missing)
        {
            return TemplateResult.Failed(RenderErrors.Missing(request.TemplateName, missing));
        }
        while (true)
        {
            var (result, needed) = TryRender(template, request, cancellationToken);
            if (result is not null) return result;
            template.Includes.Add(needed!, await reader.ReadIncludeAsync(needed!, cancellationToken));
        }
    }

    /// <summary>Whether the template says that its mail passes the bounce-rate guard; false when it cannot be used.</summary>
    /// <exception cref="PortException">The bucket does not answer.</exception>
    public async ValueTask<bool> IsCriticalAsync(string templateName, CancellationToken cancellationToken)
    {
        var template = await cache.GetAsync(templateName, cancellationToken);
        return template.Problem is null && template.Metadata.Critical;
    }

    // Each round either ends or brings one more included file into memory, of which there may be only so many.
    private static (TemplateResult? Result, string? Needed) TryRender(
        CompiledMailTemplate template, RenderRequest request, CancellationToken cancellationToken)
    {
        var name = request.TemplateName;
        try
        {
            return (new TemplateResult { Template = template.Render(request, cancellationToken) }, null);
        }
        catch (IncludeMissingException include)
        {
            return (null, include.Path);
        }
        catch (TemplateException error)
        {
            return (TemplateResult.Failed(RenderErrors.Of(name, error), error), null);
        }
        catch (BrokenSourceException broken)
        {
            return (TemplateResult.Failed(RenderErrors.Of(name, broken.Error), broken.Error), null);
        }
        catch (UnrenderableException why)
        {
            return (TemplateResult.Failed(why.FailureOf(name)), null);
        }
    }
}
