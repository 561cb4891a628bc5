namespace SesMailEngine.Aws.CloudFormation;

/// <summary>What a change set does to a resource (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html).</summary>
/// <param name="Action"><c>Add</c>, <c>Modify</c>, <c>Remove</c>, <c>Import</c> or <c>Dynamic</c>.</param>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">For example <c>AWS::Lambda::Function</c>.</param>
/// <param name="Replacement"><c>True</c>, <c>False</c> or <c>Conditional</c>; null where it is not a modification.</param>
public sealed record ResourceChange(string Action, string LogicalId, string Type, string? Replacement);
