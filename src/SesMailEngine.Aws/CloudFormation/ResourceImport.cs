namespace SesMailEngine.Aws.CloudFormation;

/// <summary>A resource that is there and becomes a stack's
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceToImport.html).</summary>
/// <param name="Type">For example <c>AWS::DynamoDB::Table</c>.</param>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="IdentifierName">The property that names it, for example <c>TableName</c>.</param>
/// <param name="IdentifierValue">Its name.</param>
public sealed record ResourceImport(string Type, string LogicalId, string IdentifierName, string IdentifierValue);
