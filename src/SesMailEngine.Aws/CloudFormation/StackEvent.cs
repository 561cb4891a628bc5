namespace SesMailEngine.Aws.CloudFormation;

/// <summary>A step of a stack's change (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html).</summary>
/// <param name="Id">Unlike any other event's.</param>
/// <param name="LogicalId">The resource, or the stack's name.</param>
/// <param name="PhysicalId">The resource's own id, once it has one; the stack's ARN.</param>
/// <param name="Type">For example <c>AWS::SQS::Queue</c>.</param>
/// <param name="Status">For example <c>CREATE_FAILED</c>.</param>
/// <param name="Reason">Why, in the service's words.</param>
/// <param name="At">When.</param>
public sealed record StackEvent(
    string Id, string LogicalId, string? PhysicalId, string Type, string Status, string? Reason, DateTimeOffset? At)
{
    /// <summary>True when the event is the stack's own.</summary>
    public bool IsStack => Type == "AWS::CloudFormation::Stack";

    /// <summary>True for a resource that failed.</summary>
    public bool IsFailure => Status.EndsWith("_FAILED", StringComparison.Ordinal);
}
