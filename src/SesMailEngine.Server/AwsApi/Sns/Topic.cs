namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>A topic of the stack.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Subscriptions">Who gets what is published.</param>
/// <param name="Deliver">Hands a message on. When the task ends, it is where it belongs.</param>
internal sealed record Topic(
    string LogicalId, string Name, string Arn, IReadOnlyList<TopicSubscription> Subscriptions,
    Func<TopicMessage, CancellationToken, Task> Deliver);
