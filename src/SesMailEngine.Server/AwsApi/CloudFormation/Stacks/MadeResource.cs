namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>A resource that belongs to a stack.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">For example <c>AWS::SQS::Queue</c>.</param>
/// <param name="PhysicalId">What AWS calls it: a name, an ARN, or for a queue the path of its URL.</param>
/// <param name="Status">For example <c>CREATE_COMPLETE</c>.</param>
/// <param name="At">When it last changed.</param>
/// <param name="Reason">Why it is so; null for the usual.</param>
internal sealed record MadeResource(string LogicalId, string Type, string PhysicalId, string Status, DateTimeOffset At, string? Reason)
{
    /// <summary>The physical id for a client of an endpoint.</summary>
    public string PhysicalIdAt(string endpoint) => StackResource.PhysicalIdAt(Type, PhysicalId, endpoint);
}
