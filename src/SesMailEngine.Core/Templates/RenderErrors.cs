using System.Globalization;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Core.Templates;

/// <summary>Errors of the template language in the catalogue's terms.</summary>
internal static class RenderErrors
{
    private const int MaxDetailLength = 500;

    /// <summary>The failure for an error of a template.</summary>
    public static FailureFacts Of(string templateName, TemplateException error)
    {
        var detail = error.Message.Length > MaxDetailLength ? error.Message[..MaxDetailLength] + "…" : error.Message;
        var place = error.TemplateName ?? templateName;
        var line = error.Line.ToString(CultureInfo.InvariantCulture);
        return error.Kind switch
        {
            TemplateErrorKind.Undefined => Facts(templateName, ErrorCodes.UndefinedVariable, detail),
            TemplateErrorKind.Syntax or TemplateErrorKind.Assertion => Facts(templateName, ErrorCodes.TemplateSyntax, detail, place, line),
            TemplateErrorKind.NotFound => Facts(templateName, ErrorCodes.TemplateNotFound, detail),
            TemplateErrorKind.Limit => Facts(templateName, ErrorCodes.RenderLimit, templateName, detail),
            _ => Facts(templateName, ErrorCodes.RenderFailed, detail, place, line),
        };
    }

    /// <summary>The failure for variables the request did not send.</summary>
    public static FailureFacts Missing(string templateName, IReadOnlyList<string> names) =>
        Facts(templateName, ErrorCodes.RequiredVariablesMissing, PythonList.Of(names));

    /// <summary>The failure for a message of the catalogue.</summary>
    public static FailureFacts Of(string templateName, string code, string message) =>
        new(ErrorTypes.TemplateRenderError, code, RenderFailure.Message(templateName, message));

    private static FailureFacts Facts(string templateName, string code, params ReadOnlySpan<string> arguments) =>
        Of(templateName, code, ErrorCatalogue.Format(code, arguments));
}
