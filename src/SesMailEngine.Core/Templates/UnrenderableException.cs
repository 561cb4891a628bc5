using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Templates;

/// <summary>A rendering cannot be done for a reason the template language knows nothing of. Never leaves the renderer.</summary>
internal sealed class UnrenderableException(string errorType, string code, params string[] arguments)
    : Exception(ErrorCatalogue.Format(code, arguments))
{
    /// <summary>The failure as the record tells it.</summary>
    public FailureFacts FailureOf(string templateName) => errorType == ErrorTypes.TemplateRenderError
        ? RenderErrors.Of(templateName, code, Message)
        : new FailureFacts(errorType, code, Message);
}
