namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>A resource to take into a stack.</summary>
/// <param name="Type">Its type.</param>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="IdentifierName">The property that names it.</param>
/// <param name="IdentifierValue">Its name.</param>
internal sealed record ImportInput(string Type, string LogicalId, string IdentifierName, string IdentifierValue);
