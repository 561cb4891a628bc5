using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Sqs;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>What the stack tells those who use it. URLs are those of the endpoint asked.</summary>
internal static class StackOutputs
{
    /// <summary>The outputs for a client of an endpoint.</summary>
    public static IReadOnlyList<StackOutput> Of(ResourceNames names, string endpoint)
    {
        var bus = names.Arn("events", $"event-bus/{names.EventBus}");
        string Function(string name) => names.Arn("lambda", $"function:{name}");
        string Url(string queue) => QueueUrls.UrlOf(endpoint, names, queue);
        return
        [
            new("EventBusName", names.EventBus, "The bus that takes Email Requests"),
            new("EventBusArn", bus, "Its ARN"),
            new("TemplateBucketName", names.TemplateBucket, "The bucket of the templates"),
            new("EmailTrackingTableName", names.TrackingTable, "The table of what became of each request"),
            new("SuppressionTableName", names.SuppressionTable, "The table of addresses that get no mail"),
            new("CustomerIAMPolicy", PolicyOf(bus), "The policy a producer needs to put Email Requests on the bus"),
            new("EmailSenderLambdaArn", Function(names.EmailSender), "The function that sends"),
            new("FeedbackProcessorLambdaArn", Function(names.FeedbackProcessor), "The function that takes SES's feedback"),
            new("TemplateSeederLambdaName", names.TemplateSeeder, "The function that installs the starter templates"),
            new("InstallTemplatesCommand",
                $"aws lambda invoke --function-name {names.TemplateSeeder} --region {names.Region} --endpoint-url {endpoint} /dev/stdout",
                "The command that installs or updates the starter templates"),
            new("AlarmNotificationTopicArn", names.Arn("sns", names.AlarmTopic), "The topic of the alarms"),
            new("SESConfigurationSetName", names.ConfigurationSet, "The SES configuration set of every mail"),
            new("EventBridgeDLQUrl", Url(names.EventBridgeDlq), "Requests that could not be processed"),
            new("RetryDLQUrl", Url(names.RetryDlq), "Retries of soft bounces that could not be processed"),
            new("FeedbackDLQUrl", Url(names.FeedbackDlq), "Feedback that could not be processed"),
        ];
    }

    private static string PolicyOf(string bus) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"events:PutEvents","Resource":"{{bus}}"}]}""";
}
