namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The outputs of the template, which scripts and the guides rely on.</summary>
public sealed class OutputTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();

    public static TheoryData<string, string> Promised => new()
    {
        { "EventBusName", "mail-EmailBus" },
        { "EventBusArn", "arn:aws:events:eu-west-1:123456789012:event-bus/mail-EmailBus" },
        { "TemplateBucketName", "mail-templates-123456789012" },
        { "EmailTrackingTableName", "mail-EmailTracking" },
        { "SuppressionTableName", "mail-Suppression" },
        { "CustomerIAMPolicy", "arn:aws:iam::123456789012:policy/CustomerIAMPolicy" },
        { "EmailSenderLambdaArn", "arn:aws:lambda:eu-west-1:123456789012:function:mail-EmailSender" },
        { "FeedbackProcessorLambdaArn", "arn:aws:lambda:eu-west-1:123456789012:function:mail-FeedbackProcessor" },
        { "TemplateSeederLambdaName", "mail-TemplateSeeder" },
        { "InstallTemplatesCommand", "aws lambda invoke --function-name mail-TemplateSeeder --region eu-west-1 /dev/stdout" },
        { "AlarmNotificationTopicArn", "arn:aws:sns:eu-west-1:123456789012:mail-Alarms" },
        { "SESConfigurationSetName", "mail-ConfigSet" },
        { "EventBridgeDLQUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/mail-EventBridgeDLQ" },
        { "RetryDLQUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/mail-RetryDLQ" },
        { "FeedbackDLQUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/mail-FeedbackDLQ" },
    };

    [Theory]
    [MemberData(nameof(Promised))]
    public void An_output_tells(string name, string value) => Template.Output(name).ShouldBe(value);

    [Fact]
    public void There_are_no_others() =>
        Template.Document["Outputs"]!.AsObject().Select(output => output.Key).Order().ShouldBe(Promised.Select(row => row.Data.Item1).Order());
}
