namespace SesMailEngine.Aws.CloudFormation;

/// <summary>A resource of a stack (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResource.html).</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="PhysicalId">Its own id, once it has one.</param>
/// <param name="Type">For example <c>AWS::S3::Bucket</c>.</param>
/// <param name="Status">For example <c>DELETE_FAILED</c>.</param>
/// <param name="Reason">Why, in the service's words.</param>
public sealed record StackResource(string LogicalId, string? PhysicalId, string Type, string Status, string? Reason);
