using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Templates;

/// <summary>A rendered template, or why it could not be rendered.</summary>
public sealed record TemplateResult
{
    /// <summary>The rendered template; null when it failed.</summary>
    public RenderedTemplate? Template { get; init; }

    /// <summary>Why it failed.</summary>
    public FailureFacts? Failure { get; init; }

    /// <summary>A failure.</summary>
    public static TemplateResult Failed(FailureFacts failure) => new() { Failure = failure };
}
