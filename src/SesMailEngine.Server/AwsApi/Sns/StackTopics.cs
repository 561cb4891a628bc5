using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>The two topics of the stack: SES's feedback, and alarms.</summary>
internal static class StackTopics
{
    /// <summary>The topics.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="adminEmail">Who gets the alarms; null for nobody.</param>
    /// <param name="feedback">Takes feedback.</param>
    /// <param name="alarms">Takes alarms.</param>
    public static IReadOnlyList<Topic> Of(
        ResourceNames names, string? adminEmail, Func<TopicMessage, CancellationToken, Task> feedback,
        Func<TopicMessage, CancellationToken, Task> alarms)
    {
        var alarmArn = names.Arn("sns", names.AlarmTopic);
        var feedbackArn = names.Arn("sns", names.FeedbackTopic);
        return
        [
            new("AlarmNotificationTopic", names.AlarmTopic, alarmArn,
                adminEmail is null ? [] : [Subscription("AlarmEmailSubscription", alarmArn, "email", adminEmail, ["AdminEmail"])], alarms),
            new("SESFeedbackTopic", names.FeedbackTopic, feedbackArn,
                [Subscription("SESFeedbackSubscription", feedbackArn, "lambda", names.Arn("lambda", $"function:{names.FeedbackProcessor}"), [])],
                feedback),
        ];
    }

    private static TopicSubscription Subscription(
        string logicalId, string topic, string protocol, string endpoint, IReadOnlyList<string> settings) =>
        new(logicalId, SubscriptionArn(topic, protocol, endpoint), topic, protocol, endpoint, settings);

    /// <summary>The ARN of a subscription.</summary>
    public static string SubscriptionArn(string topic, string protocol, string endpoint) =>
        $"{topic}:{StableUuid.Of($"{topic} {protocol} {endpoint}")}";
}
