using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.Lambda;
using SesMailEngine.Server.AwsApi.Sns;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>
/// What the stack is made of, in the order it is made. The one description of it: names come from <see cref="ResourceNames"/>, functions,
/// mappings and topics from the services that show them.
/// </summary>
internal static class StackResources
{
    private static readonly string[] Retention = ["RetainDataOnDelete"];

    /// <summary>The resources.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="functions">The functions.</param>
    /// <param name="mappings">What starts them.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="parameters">The stack's parameters.</param>
    public static IReadOnlyList<StackResource> Of(
        ResourceNames names, IReadOnlyList<LocalFunction> functions, IReadOnlyList<EventSourceMapping> mappings,
        IReadOnlyList<Topic> topics, IReadOnlyDictionary<string, string> parameters)
    {
        var working = Working(names, functions, mappings, topics);
        var stack = new HostStack(names);
        // Policies, permissions and roles; a subscription that nobody has is none.
        var declared = stack.Resources(parameters).Where(resource => working.All(one => one.LogicalId != resource.LogicalId)
            && resource.Type != "AWS::SNS::Subscription");
        return [.. working, .. declared.Select(resource => new StackResource(resource.LogicalId, resource.Type, stack.PhysicalId(resource)!, []))];
    }

    private static IReadOnlyList<StackResource> Working(
        ResourceNames names, IReadOnlyList<LocalFunction> functions, IReadOnlyList<EventSourceMapping> mappings,
        IReadOnlyList<Topic> topics) =>
    [
        new("EmailBus", "AWS::Events::EventBus", names.EventBus, []),
        Queue("EventBridgeDLQ", names, names.EventBridgeDlq),
        Queue("RetryDLQ", names, names.RetryDlq),
        Queue("FeedbackDLQ", names, names.FeedbackDlq),
        Queue("EmailQueue", names, names.EmailQueue),
        Queue("RetryQueue", names, names.RetryQueue),
        // A rule of another bus than the default one is known as "bus|rule".
        new("EmailEventRule", "AWS::Events::Rule", $"{names.EventBus}|{names.EventRule}", []),
        new("EmailTrackingTable", "AWS::DynamoDB::Table", names.TrackingTable, Retention),
        new("SuppressionTable", "AWS::DynamoDB::Table", names.SuppressionTable, Retention),
        new("DailyStatsTable", "AWS::DynamoDB::Table", names.DailyStatsTable, Retention),
        new("TemplateBucket", "AWS::S3::Bucket", names.TemplateBucket, Retention),
        new("SESConfigurationSet", "AWS::SES::ConfigurationSet", names.ConfigurationSet, []),
        .. topics.Select(topic => new StackResource(topic.LogicalId, "AWS::SNS::Topic", topic.Arn, [])),
        .. functions.Select(f => new StackResource(f.Name[(names.Stack.Length + 1)..] + "LogGroup", "AWS::Logs::LogGroup", f.LogGroup, ["LogRetentionDays"])),
        .. functions.Select(f => new StackResource(f.Name[(names.Stack.Length + 1)..], "AWS::Lambda::Function", f.Name, f.Settings)),
        .. mappings.Select(m => new StackResource(m.LogicalId, "AWS::Lambda::EventSourceMapping", m.Id, m.Settings)),
        .. topics.SelectMany(t => t.Subscriptions).Select(s => new StackResource(s.LogicalId, "AWS::SNS::Subscription", s.Arn, s.Settings)),
        .. Alarms(names),
    ];

    private static StackResource Queue(string logicalId, ResourceNames names, string queue) =>
        new(logicalId, StackResource.QueueType, QueueUrls.UrlOf("", names, queue), []);

    /// <summary>The alarms: the catalogue has an entry for each, whose pattern is the alarm's name.</summary>
    public static IEnumerable<StackResource> Alarms(ResourceNames names) =>
        from entry in ErrorCatalogue.All
        where entry.Code.StartsWith("ALM", StringComparison.Ordinal)
        let name = entry.Format(names.Stack)
        let kind = name[(names.Stack.Length + 1)..]
        select new StackResource(kind.Replace("-", "", StringComparison.Ordinal) + "Alarm", "AWS::CloudWatch::Alarm", name, kind switch
        {
            "EmailSender-Errors" or "FeedbackProcessor-Errors" => ["LambdaErrorAlarmThreshold", "LambdaErrorAlarmEvaluationPeriods"],
            "SES-BounceRate" => ["BounceRateAlarmThreshold", "ReputationAlarmPeriod"],
            "SES-ComplaintRate" => ["ComplaintRateAlarmThreshold", "ReputationAlarmPeriod"],
            _ => [],
        });
}
