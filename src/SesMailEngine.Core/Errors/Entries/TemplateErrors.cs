using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class TemplateErrors
{
    private const string Category = "Templates";

    public static ErrorEntry[] All { get; } =
    [
        new(ErrorCodes.TemplateNotFound, "Template '{template}' not found", Permanent, true, Category,
            "The template bucket has no folder of this name, or a template includes or extends a file that is not there.",
            "Check the spelling of templateName (upper and lower case differ) and list templates/ in the bucket; upload the missing files or run the template seeder."),
        new(ErrorCodes.TemplateHtmlMissing, "Template '{template}' missing template.html", Permanent, true, Category,
            "The template's folder exists but has no template.html.",
            "Upload template.html to the template's folder. All three files are required."),
        new(ErrorCodes.TemplateTextMissing, "Template '{template}' missing template.txt", Permanent, true, Category,
            "The template's folder exists but has no template.txt.",
            "Upload template.txt, the text version for readers that show no HTML."),
        new(ErrorCodes.TemplateMetadataMissing, "Template '{template}' missing metadata.json", Permanent, true, Category,
            "The template's folder exists but has no metadata.json.",
            "Upload metadata.json; {\"subject\": \"…\"} is enough for a start."),
        new(ErrorCodes.TemplateMetadataInvalid, "Template '{template}' has invalid metadata.json: {detail}", Permanent, true, Category,
            "metadata.json is not JSON, or one of its fields has the wrong type.",
            "Correct the place the message names. Strings stay strings, requiredVariables and optionalVariables are lists of strings."),
        new(ErrorCodes.RequiredVariablesMissing, "Missing required variables: {names}", Permanent, true, Category,
            "The request's templateData lacks variables that requiredVariables in metadata.json names.",
            "Send the variables, or take them out of requiredVariables if the template works without them."),
        new(ErrorCodes.UndefinedVariable, "Undefined variable: {detail}", Permanent, true, Category,
            "The template prints a variable or attribute that the request did not send.",
            "Send it in templateData, or write {{ name | default('…') }} or {% if name %} in the template."),
        new(ErrorCodes.TemplateTooLarge, "Template '{template}' file too large: {size} bytes (max {max} bytes)", Permanent, true, Category,
            "A file of the template is larger than the limit.",
            "Shorten the file: move images out of the HTML and link them, split shared parts into includes."),
        new(ErrorCodes.TemplateSyntax, "Syntax error: {detail} ({file}, line {line})", Permanent, true, Category,
            "The file is no valid Jinja2.",
            "Correct the line the message names; `sesmailengine template check` finds such errors before upload."),
        new(ErrorCodes.RenderLimit, "Template '{template}' exceeded the rendering limit: {detail}", Permanent, true, Category,
            "Rendering would make more output, take more loop steps or more time than one mail may.",
            "Look for loops over large lists or loops inside loops; send less data or summarise it before sending."),
        new(ErrorCodes.RenderFailed, "Rendering error: {detail} ({file}, line {line})", Permanent, true, Category,
            "An expression of the template cannot be evaluated with this data, for example a sum of a number and a text.",
            "Correct the expression on the line the message names, or the type of the variable in templateData."),
    ];
}
