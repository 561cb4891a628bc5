namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>An event of a stack.</summary>
/// <param name="Id">Unlike any other's.</param>
/// <param name="LogicalId">The resource, or the stack's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="PhysicalId">Its physical id; empty while it has none.</param>
/// <param name="Status">For example <c>CREATE_COMPLETE</c>.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; null for the usual.</param>
/// <param name="Token">The token of the request that began it; null for none.</param>
internal sealed record StackStep(
    string Id, string LogicalId, string Type, string PhysicalId, string Status, DateTimeOffset At, string? Reason, string? Token)
{
    /// <summary>The type of the stack's own events.</summary>
    public const string StackType = "AWS::CloudFormation::Stack";

    /// <summary>The physical id for a client of an endpoint.</summary>
    public string PhysicalIdAt(string endpoint) => StackResource.PhysicalIdAt(Type, PhysicalId, endpoint);
}
