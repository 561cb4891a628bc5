using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Core.Templates;

/// <summary>A source that did not compile is to be rendered.</summary>
internal sealed class BrokenSourceException(TemplateException error) : Exception(error.Message)
{
    /// <summary>What the compiler said.</summary>
    public TemplateException Error { get; } = error;
}
