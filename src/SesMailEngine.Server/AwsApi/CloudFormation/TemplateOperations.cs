using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>GetTemplate, GetTemplateSummary and ValidateTemplate
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html).</summary>
internal sealed class TemplateOperations(StackBook book)
{
    /// <summary>GetTemplate: as it was sent.</summary>
    public Task GetAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "ChangeSetName", "TemplateStage");
        if (request.Form["TemplateStage"] is not (null or "Original"))
            throw CloudFormationErrors.Validation("This host keeps templates as they were sent: TemplateStage can only be Original.");
        var template = request.Form["ChangeSetName"] is { } name
            ? ChangeSetOperations.Find(request, book, name).Plan.Template.Text
            : StackReference.Require(request, book) is var stack && stack.Template is { } text ? text
            : throw CloudFormationErrors.Validation($"Stack {stack.Name} has no template yet: it was only begun.");
        return request.WriteQueryResultAsync(
            template,
            static (xml, template) => xml.Element("TemplateBody", template).Start("StagesAvailable").Element("member", "Original").End(),
            cancellationToken);
    }

    /// <summary>GetTemplateSummary: of a template, or of a stack's.</summary>
    public Task SummaryAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("StackName", "TemplateBody", "TemplateURL");
        var text = StackInputReader.Template(request.Form)
            ?? (StackReference.Of(request.Form) is null ? throw Needed()
                : StackReference.Require(request, book).Template ?? throw CloudFormationErrors.Validation("The stack has no template yet: it was only begun."));
        return request.WriteQueryResultAsync(
            Read(text),
            static (xml, template) => WriteCapabilities(xml
                .List("Parameters", template.Parameters, static (xml, parameter) =>
                {
                    WriteParameter(xml, parameter).Element("ParameterType", parameter.Type);
                    xml.Start("ParameterConstraints");
                    if (parameter.Declaration["AllowedValues"] is System.Text.Json.Nodes.JsonArray allowed)
                        xml.List("AllowedValues", allowed, static (xml, one) => xml.Text(one?.ToString() ?? ""));
                    xml.End();
                })
                .Element("Description", template.Description)
                .List("ResourceTypes", template.Resources.Select(resource => resource.Type).Distinct(), static (xml, type) => xml.Text(type))
                .Element("Version", "2010-09-09"), template),
            cancellationToken);
    }

    /// <summary>ValidateTemplate.</summary>
    public static Task ValidateAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("TemplateBody", "TemplateURL");
        return request.WriteQueryResultAsync(
            Read(StackInputReader.Template(request.Form) ?? throw Needed()),
            static (xml, template) => WriteCapabilities(xml
                .List("Parameters", template.Parameters, static (xml, parameter) => WriteParameter(xml, parameter))
                .Element("Description", template.Description), template),
            cancellationToken);
    }

    private static XmlOutput WriteParameter(XmlOutput xml, TemplateParameter parameter) => xml
        .Element("ParameterKey", parameter.Name)
        .Element("DefaultValue", parameter.Default)
        .Element("NoEcho", parameter.IsHidden)
        .Element("Description", parameter.Description);

    private static void WriteCapabilities(XmlOutput xml, StackTemplate template)
    {
        xml.List("Capabilities", template.Capabilities, static (xml, capability) => xml.Text(capability));
        if (template.IamTypes.Count > 0)
            xml.Element("CapabilitiesReason", $"The following resource(s) require capabilities: [{string.Join(", ", template.IamTypes)}]");
        xml.List("DeclaredTransforms", template.Transforms, static (xml, transform) => xml.Text(transform));
    }

    private static StackTemplate Read(string text)
    {
        try
        {
            return StackTemplate.Read(text);
        }
        catch (TemplateException error)
        {
            throw CloudFormationErrors.Validation(error.Message);
        }
    }

    private static AwsException Needed() => CloudFormationErrors.Validation("Either Template URL or Template Body must be specified.");
}
