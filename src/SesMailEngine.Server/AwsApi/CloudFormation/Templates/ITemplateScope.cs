namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>What the resources of a stack are called.</summary>
internal interface ITemplateScope
{
    /// <summary>A pseudo parameter, for example <c>AWS::Region</c>; null for none.</summary>
    string? Pseudo(string name);

    /// <summary>What <c>Ref</c> gives for a resource; null for one that cannot be.</summary>
    string? Ref(TemplateResource resource);

    /// <summary>What <c>Fn::GetAtt</c> gives; null for an attribute there is not.</summary>
    string? Attribute(TemplateResource resource, string attribute);
}
