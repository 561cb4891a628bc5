namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>A subscription to a topic of the stack.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="TopicArn">The topic.</param>
/// <param name="Protocol"><c>lambda</c> or <c>email</c>.</param>
/// <param name="Endpoint">A function's ARN, or an address.</param>
/// <param name="Settings">The parameters that shape it.</param>
internal sealed record TopicSubscription(
    string LogicalId, string Arn, string TopicArn, string Protocol, string Endpoint, IReadOnlyList<string> Settings);
