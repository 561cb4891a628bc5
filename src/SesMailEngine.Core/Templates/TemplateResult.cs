using SesMailEngine.Core.Model;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Core.Templates;

/// <summary>A rendered template, or why it could not be rendered.</summary>
public sealed record TemplateResult
{
    /// <summary>The rendered template; null when it failed.</summary>
    public RenderedTemplate? Template { get; init; }

    /// <summary>Why it failed.</summary>
    public FailureFacts? Failure { get; init; }

    /// <summary>The error of the template language behind the failure, with its place; null when another thing is wrong.</summary>
    public TemplateException? Cause { get; init; }

    /// <summary>A failure.</summary>
    public static TemplateResult Failed(FailureFacts failure, TemplateException? cause = null) => new() { Failure = failure, Cause = cause };
}
