using System.Text.Json.Nodes;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The three functions of the template, and what they are told in their environment.</summary>
public sealed class FunctionTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();

    public static TheoryData<string> Functions => [.. Template.OfType("AWS::Lambda::Function")];

    [Fact]
    public void There_are_three_functions() =>
        Template.OfType("AWS::Lambda::Function").ShouldBe(["EmailSender", "FeedbackProcessor", "TemplateSeeder"]);

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_is_one_bootstrap_told_apart_by_its_handler(string id)
    {
        var function = Template.Properties(id);
        function["Runtime"]!.GetValue<string>().ShouldBe("provided.al2023");
        function["Handler"]!.GetValue<string>().ShouldBe(id);
        function["Role"]!.GetValue<string>().ShouldBe($"arn:aws:iam::{StackTemplate.Names.AccountId}:role/{id}Role");
        function["LoggingConfig"]!["LogGroup"]!.GetValue<string>().ShouldBe($"/aws/lambda/mail-{id}");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_code_is_that_of_the_version_and_the_processors_asked_for(string id)
    {
        var function = StackTemplate.Load(("LambdaCodeS3Bucket", "code"), ("LambdaCodeVersion", "1.2.3"), ("LambdaArchitecture", "arm64")).Properties(id);
        function["Architectures"]!.ToJsonString().ShouldBe("""["arm64"]""");
        function["Code"]!.ToJsonString().ShouldBe("""{"S3Bucket":"code","S3Key":"sesmailengine/1.2.3/lambda-arm64.zip"}""");
    }

    [Theory]
    [InlineData("EmailSender", "MemorySize", "EmailSenderMemory")]
    [InlineData("EmailSender", "Timeout", "EmailSenderTimeout")]
    [InlineData("FeedbackProcessor", "MemorySize", "FeedbackProcessorMemory")]
    [InlineData("FeedbackProcessor", "Timeout", "FeedbackProcessorTimeout")]
    [InlineData("EmailSenderLogGroup", "RetentionInDays", "LogRetentionDays")]
    [InlineData("FeedbackProcessorLogGroup", "RetentionInDays", "LogRetentionDays")]
    [InlineData("TemplateSeederLogGroup", "RetentionInDays", "LogRetentionDays")]
    public void A_parameter_sets_a_property(string id, string property, string parameter) =>
        Template.Resources[id]!["Properties"]![property]!["Ref"]!.GetValue<string>().ShouldBe(parameter);

    [Theory]
    [InlineData("EmailSender", "STACK_NAME", "mail")]
    [InlineData("EmailSender", "ACCOUNT_ID", "123456789012")]
    [InlineData("EmailSender", "EVENT_BUS_NAME", "mail-EmailBus")]
    [InlineData("EmailSender", "TRACKING_TABLE", "mail-EmailTracking")]
    [InlineData("EmailSender", "SUPPRESSION_TABLE", "mail-Suppression")]
    [InlineData("EmailSender", "DAILY_STATS_TABLE", "mail-DailyStats")]
    [InlineData("EmailSender", "TEMPLATE_BUCKET", "mail-templates-123456789012")]
    [InlineData("EmailSender", "EMAIL_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/mail-EmailQueue")]
    [InlineData("EmailSender", "RETRY_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/mail-RetryQueue")]
    [InlineData("EmailSender", "CONFIGURATION_SET", "mail-ConfigSet")]
    [InlineData("FeedbackProcessor", "STACK_NAME", "mail")]
    [InlineData("FeedbackProcessor", "ACCOUNT_ID", "123456789012")]
    [InlineData("FeedbackProcessor", "EVENT_BUS_NAME", "mail-EmailBus")]
    [InlineData("FeedbackProcessor", "TRACKING_TABLE", "mail-EmailTracking")]
    [InlineData("FeedbackProcessor", "SUPPRESSION_TABLE", "mail-Suppression")]
    [InlineData("FeedbackProcessor", "DAILY_STATS_TABLE", "mail-DailyStats")]
    [InlineData("FeedbackProcessor", "RETRY_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/mail-RetryQueue")]
    [InlineData("TemplateSeeder", "STACK_NAME", "mail")]
    [InlineData("TemplateSeeder", "ACCOUNT_ID", "123456789012")]
    [InlineData("TemplateSeeder", "TEMPLATE_BUCKET", "mail-templates-123456789012")]
    public void A_function_is_told_the_names_it_needs(string id, string variable, string value) => Variable(id, variable).ShouldBe(value);

    [Theory]
    [InlineData("EmailSender", new[]
    {
        "DefaultSenderEmail", "DefaultSenderName", "DataRetentionDays", "BounceRateThreshold", "BounceRateMinimumSample",
        "BounceRateAction", "SoftBounceRetries", "EmailSenderConcurrency",
    })]
    [InlineData("FeedbackProcessor", new[] { "DataRetentionDays", "ConsecutiveSoftBounceThreshold", "SoftBounceRetries" })]
    [InlineData("TemplateSeeder", new string[0])]
    public void A_function_is_told_its_settings_by_their_parameters_names(string id, string[] settings)
    {
        var variables = Template.Resources[id]!["Properties"]!["Environment"]!["Variables"]!.AsObject();
        variables.Where(variable => variable.Key.Any(char.IsLower)).Select(variable => variable.Key).ShouldBe(settings);
        foreach (var name in settings)
        {
            variables[name]!["Ref"]!.GetValue<string>().ShouldBe(name);
            SettingsCatalogue.Find(name).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Lambda_does_not_take_a_held_request_for_a_loop() =>
        Template.Properties("EmailSender")["RecursiveLoop"]!.GetValue<string>().ShouldBe("Allow");

    [Theory]
    [InlineData("AWS::SQS::Queue")]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::SNS::Topic")]
    [InlineData("AWS::Lambda::Function")]
    [InlineData("AWS::Logs::LogGroup")]
    [InlineData("AWS::IAM::Role")]
    [InlineData("AWS::Events::EventBus")]
    [InlineData("AWS::SES::ConfigurationSet")]
    public void A_resource_carries_the_environment_s_tag(string type) => Template.OfType(type).ShouldAllBe(id =>
        Template.Properties(id)["Tags"]!.ToJsonString(null) == """[{"Key":"Environment","Value":"prod"}]""");

    private static string Variable(string id, string name) =>
        Template.Properties(id)["Environment"]!["Variables"]!.AsObject()[name]!.GetValue<string>();
}
