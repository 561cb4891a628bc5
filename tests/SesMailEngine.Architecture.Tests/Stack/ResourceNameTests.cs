namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The template and the code call the stack's resources by the same names.</summary>
public sealed class ResourceNameTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();

    public static TheoryData<string, string, string> Names => new()
    {
        { "EmailBus", "Name", StackTemplate.Names.EventBus },
        { "EmailEventRule", "Name", StackTemplate.Names.EventRule },
        { "EmailEventRule", "EventBusName", StackTemplate.Names.EventBus },
        { "EmailQueue", "QueueName", StackTemplate.Names.EmailQueue },
        { "RetryQueue", "QueueName", StackTemplate.Names.RetryQueue },
        { "EventBridgeDLQ", "QueueName", StackTemplate.Names.EventBridgeDlq },
        { "RetryDLQ", "QueueName", StackTemplate.Names.RetryDlq },
        { "FeedbackDLQ", "QueueName", StackTemplate.Names.FeedbackDlq },
        { "EmailTrackingTable", "TableName", StackTemplate.Names.TrackingTable },
        { "SuppressionTable", "TableName", StackTemplate.Names.SuppressionTable },
        { "DailyStatsTable", "TableName", StackTemplate.Names.DailyStatsTable },
        { "TemplateBucket", "BucketName", StackTemplate.Names.TemplateBucket },
        { "SESConfigurationSet", "Name", StackTemplate.Names.ConfigurationSet },
        { "SESFeedbackTopic", "TopicName", StackTemplate.Names.FeedbackTopic },
        { "AlarmNotificationTopic", "TopicName", StackTemplate.Names.AlarmTopic },
        { "EmailSender", "FunctionName", StackTemplate.Names.EmailSender },
        { "FeedbackProcessor", "FunctionName", StackTemplate.Names.FeedbackProcessor },
        { "TemplateSeeder", "FunctionName", StackTemplate.Names.TemplateSeeder },
        { "EmailSenderLogGroup", "LogGroupName", "/aws/lambda/" + StackTemplate.Names.EmailSender },
        { "FeedbackProcessorLogGroup", "LogGroupName", "/aws/lambda/" + StackTemplate.Names.FeedbackProcessor },
        { "TemplateSeederLogGroup", "LogGroupName", "/aws/lambda/" + StackTemplate.Names.TemplateSeeder },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_resource_has_the_name_the_code_knows_it_by(string id, string property, string name) =>
        Template.Properties(id)[property]!.GetValue<string>().ShouldBe(name);

    [Fact]
    public void Every_bus_queue_table_bucket_topic_and_function_is_in_that_list() =>
        new[]
        {
            "AWS::Events::EventBus", "AWS::Events::Rule", "AWS::SQS::Queue", "AWS::DynamoDB::Table", "AWS::S3::Bucket",
            "AWS::SES::ConfigurationSet", "AWS::SNS::Topic", "AWS::Lambda::Function", "AWS::Logs::LogGroup",
        }.SelectMany(Template.OfType).Order().ShouldBe(Names.Select(row => row.Data.Item1).Distinct().Order());
}
