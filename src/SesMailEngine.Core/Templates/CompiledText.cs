using SesMailEngine.Jinja;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Core.Templates;

/// <summary>One text of a template, compiled; or the error its source has, which shows when it is rendered.</summary>
internal sealed class CompiledText
{
    private readonly string? literal;
    private readonly Template? template;
    private readonly TemplateException? error;

    private CompiledText(string? literal, Template? template, TemplateException? error)
    {
        this.literal = literal;
        this.template = template;
        this.error = error;
    }

    /// <summary>True when the source cannot be compiled.</summary>
    public bool IsBroken => error is not null;

    /// <summary>Compiles a source; null for none. Text without tags needs no compiling.</summary>
    /// <param name="environment">The settings and the loader.</param>
    /// <param name="source">The source.</param>
    /// <param name="name">What messages call it: <c>template.html</c>.</param>
    public static CompiledText? Of(JinjaEnvironment environment, string? source, string name)
    {
        if (source is null) return null;
        if (!source.Contains('{') && !source.AsSpan().ContainsAny('\r', '\n')) return new(source, null, null);
        try
        {
            return new(null, environment.Compile(source, name), null);
        }
        catch (TemplateException broken)
        {
            return new(null, null, broken);
        }
    }

    /// <summary>The text rendered.</summary>
    /// <exception cref="TemplateException">The source is broken, the data does not fit, or a limit is reached.</exception>
    public string Render(DictValue context, CancellationToken cancellationToken)
    {
        if (literal is not null) return literal;
        // The same exception is never thrown twice: it would gather the traces of all its throws.
        if (error is not null) throw new BrokenSourceException(error);
        return template!.Render(context, cancellationToken);
    }
}
