namespace SesMailEngine.Jinja.Errors;

/// <summary>The one exception of the engine. Its message is worded as Jinja2 words it.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>An error whose place is not known yet; the renderer adds it on the way up.</summary>
    public TemplateException(TemplateErrorKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>An error caused by another one.</summary>
    public TemplateException(TemplateErrorKind kind, string message, Exception inner)
        : base(message, inner) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public TemplateErrorKind Kind { get; }

    /// <summary>An error as Python's own exceptions are (TypeError, ValueError, ZeroDivisionError, …).</summary>
    internal static TemplateException Runtime(string message) => new(TemplateErrorKind.Runtime, message);

    internal static TemplateException FilterArgument(string message) => new(TemplateErrorKind.FilterArgument, message);

    internal static TemplateException Limit(string message) => new(TemplateErrorKind.Limit, message);
}
