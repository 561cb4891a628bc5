using SesMailEngine.Core.Errors;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The alarms of the template are those of the error catalogue, with the metrics and limits promised.</summary>
public sealed class AlarmTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();

    [Fact]
    public void There_is_an_alarm_for_each_one_of_the_catalogue_and_its_description_names_the_code() =>
        Template.OfType("AWS::CloudWatch::Alarm").Select(Template.Properties)
            .Select(alarm => (alarm["AlarmName"]!.GetValue<string>(), alarm["AlarmDescription"]!.GetValue<string>()[^7..^1])).Order()
            .ShouldBe(ErrorCatalogue.All.Where(entry => entry.Code.StartsWith("ALM", StringComparison.Ordinal))
                .Select(entry => (entry.Format(StackTemplate.Names.Stack), entry.Code)).Order());

    [Theory]
    [InlineData("EventBridgeDLQ-Depth", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName=mail-EventBridgeDLQ", "Maximum", 0, 300, 1)]
    [InlineData("RetryDLQ-Depth", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName=mail-RetryDLQ", "Maximum", 0, 300, 1)]
    [InlineData("FeedbackDLQ-Depth", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName=mail-FeedbackDLQ", "Maximum", 0, 300, 1)]
    [InlineData("EmailSender-Errors", "AWS/Lambda", "Errors", "FunctionName=mail-EmailSender", "Sum", 50, 300, 2)]
    [InlineData("FeedbackProcessor-Errors", "AWS/Lambda", "Errors", "FunctionName=mail-FeedbackProcessor", "Sum", 50, 300, 2)]
    [InlineData("SES-BounceRate", "AWS/SES", "Reputation.BounceRate", "", "Average", 0.03, 3600, 2)]
    [InlineData("SES-ComplaintRate", "AWS/SES", "Reputation.ComplaintRate", "", "Average", 0.0005, 3600, 2)]
    [InlineData("EmailQueue-Age", "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName=mail-EmailQueue", "Maximum", 900, 300, 1)]
    public void An_alarm_watches_its_metric(
        string name, string space, string metric, string dimensions, string statistic, double threshold, int period, int periods)
    {
        var alarm = Template.OfType("AWS::CloudWatch::Alarm").Select(Template.Properties).Single(a => a["AlarmName"]!.GetValue<string>() == "mail-" + name);
        alarm["Namespace"]!.GetValue<string>().ShouldBe(space);
        alarm["MetricName"]!.GetValue<string>().ShouldBe(metric);
        string.Join(',', alarm["Dimensions"]?.AsArray().Select(d => $"{d!["Name"]}={d["Value"]}") ?? []).ShouldBe(dimensions);
        alarm["Statistic"]!.GetValue<string>().ShouldBe(statistic);
        alarm["Threshold"]!.GetValue<decimal>().ShouldBe((decimal)threshold);
        alarm["Period"]!.GetValue<int>().ShouldBe(period);
        alarm["EvaluationPeriods"]!.GetValue<int>().ShouldBe(periods);
        alarm["ComparisonOperator"]!.GetValue<string>().ShouldBe("GreaterThanThreshold");
        // Without mail there is no news of the reputation: what was known stays. Without messages there is no alarm.
        alarm["TreatMissingData"]!.GetValue<string>().ShouldBe(space == "AWS/SES" ? "ignore" : "notBreaching");
        alarm["AlarmActions"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("sns", "mail-Alarms"));
    }

    [Theory]
    [InlineData("SESBounceRateAlarm", "Threshold", "BounceRateAlarmThreshold")]
    [InlineData("SESComplaintRateAlarm", "Threshold", "ComplaintRateAlarmThreshold")]
    [InlineData("SESBounceRateAlarm", "Period", "ReputationAlarmPeriod")]
    [InlineData("SESComplaintRateAlarm", "Period", "ReputationAlarmPeriod")]
    [InlineData("EmailSenderErrorsAlarm", "Threshold", "LambdaErrorAlarmThreshold")]
    [InlineData("FeedbackProcessorErrorsAlarm", "Threshold", "LambdaErrorAlarmThreshold")]
    [InlineData("EmailSenderErrorsAlarm", "EvaluationPeriods", "LambdaErrorAlarmEvaluationPeriods")]
    [InlineData("FeedbackProcessorErrorsAlarm", "EvaluationPeriods", "LambdaErrorAlarmEvaluationPeriods")]
    public void A_parameter_moves_the_limit(string id, string property, string parameter) =>
        Template.Resources[id]!["Properties"]![property]!["Ref"]!.GetValue<string>().ShouldBe(parameter);

    [Fact]
    public void The_admin_gets_the_alarms_by_mail()
    {
        var subscription = Template.Properties("AlarmEmailSubscription");
        subscription["Protocol"]!.GetValue<string>().ShouldBe("email");
        subscription["Endpoint"]!.GetValue<string>().ShouldBe("<AdminEmail>");
        subscription["TopicArn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("sns", "mail-Alarms"));
    }

    [Fact]
    public void Only_alarms_of_this_stack_publish_to_the_topic()
    {
        var statement = PolicyStatement.All(Template).Where(s => s.Owner == "AlarmNotificationTopicPolicy" && s.IsAllow).ShouldHaveSingleItem();
        statement.Principal!["Service"]!.GetValue<string>().ShouldBe("cloudwatch.amazonaws.com");
        statement.Actions.ShouldBe(["sns:Publish"]);
        statement.Condition!["ArnLike"]!["aws:SourceArn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("cloudwatch", "alarm:mail-*"));
    }
}
