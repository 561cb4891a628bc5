namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>One resource of the stack.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Its type, for example <c>AWS::SQS::Queue</c>.</param>
/// <param name="PhysicalId">What AWS calls it: a name, an ARN, or for a queue the path of its URL.</param>
/// <param name="Settings">The parameters that shape it: a change of one of them updates the resource.</param>
internal sealed record StackResource(string LogicalId, string Type, string PhysicalId, IReadOnlyList<string> Settings)
{
    /// <summary>The type of queues, whose physical id is their URL.</summary>
    public const string QueueType = "AWS::SQS::Queue";

    /// <summary>The physical id of a resource for a client of an endpoint: a queue's is its URL.</summary>
    public static string PhysicalIdAt(string type, string physicalId, string endpoint) =>
        type == QueueType && physicalId.Length > 0 ? endpoint + physicalId : physicalId;

    /// <summary>True when the change of one of these parameters updates it.</summary>
    public bool DependsOn(IEnumerable<string> settings) => Settings.Intersect(settings, StringComparer.Ordinal).Any();
}
