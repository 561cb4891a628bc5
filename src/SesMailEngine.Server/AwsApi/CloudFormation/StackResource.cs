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

    /// <summary>The physical id for a client of an endpoint.</summary>
    public string PhysicalIdAt(string endpoint) => Type == QueueType ? endpoint + PhysicalId : PhysicalId;

    /// <summary>True when the change of one of these parameters updates it.</summary>
    public bool DependsOn(IEnumerable<string> settings) => Settings.Intersect(settings, StringComparer.Ordinal).Any();
}
