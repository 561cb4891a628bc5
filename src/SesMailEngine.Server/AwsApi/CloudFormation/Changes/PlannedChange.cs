namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>What becomes of one resource
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html).</summary>
/// <param name="Action"><c>Add</c>, <c>Modify</c>, <c>Remove</c> or <c>Import</c>.</param>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Its type.</param>
/// <param name="PhysicalId">Its physical id; null before it is made.</param>
/// <param name="Properties">Of a modification: the properties that change.</param>
internal sealed record PlannedChange(string Action, string LogicalId, string Type, string? PhysicalId, IReadOnlyList<string> Properties);
