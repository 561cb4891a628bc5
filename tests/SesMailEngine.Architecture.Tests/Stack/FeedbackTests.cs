using System.Text.Json.Nodes;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The way of feedback through the template: configuration set, topic, function, dead letters.</summary>
public sealed class FeedbackTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();
    private static readonly string Topic = StackTemplate.Names.Arn("sns", "mail-SESFeedback");

    [Fact]
    public void Mail_goes_out_over_TLS_alone_and_its_reputation_is_measured()
    {
        var set = Template.Properties("SESConfigurationSet");
        set["DeliveryOptions"]!["TlsPolicy"]!.GetValue<string>().ShouldBe("REQUIRE");
        set["ReputationOptions"]!["ReputationMetricsEnabled"]!.GetValue<bool>().ShouldBeTrue();
        set["SuppressionOptions"]!["SuppressedReasons"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void SES_tells_the_topic_of_every_event_the_engine_understands()
    {
        var destination = Template.Properties("SESFeedbackDestination");
        destination["ConfigurationSetName"]!.GetValue<string>().ShouldBe(StackTemplate.Names.ConfigurationSet);
        var events = destination["EventDestination"]!;
        events["Enabled"]!.GetValue<bool>().ShouldBeTrue();
        events["SnsDestination"]!["TopicARN"]!.GetValue<string>().ShouldBe(Topic);
        events["MatchingEventTypes"]!.AsArray().Select(type => type!.GetValue<string>()).Order().ShouldBe(
            ["bounce", "complaint", "delivery", "deliveryDelay", "open", "reject", "renderingFailure", "send"]);
        // SES tries to publish when the destination is made.
        Template.Resources["SESFeedbackDestination"]!["DependsOn"]!.GetValue<string>().ShouldBe("SESFeedbackTopicPolicy");
    }

    [Fact]
    public void Only_the_configuration_set_publishes_feedback()
    {
        var statement = PolicyStatement.All(Template).Where(s => s.Owner == "SESFeedbackTopicPolicy" && s.IsAllow).ShouldHaveSingleItem();
        statement.Principal!["Service"]!.GetValue<string>().ShouldBe("ses.amazonaws.com");
        statement.Actions.ShouldBe(["sns:Publish"]);
        statement.Resources.ShouldBe([Topic]);
        var equals = statement.Condition!["StringEquals"]!;
        equals["aws:SourceAccount"]!.GetValue<string>().ShouldBe(StackTemplate.Names.AccountId);
        equals["aws:SourceArn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("ses", "configuration-set/mail-ConfigSet"));
    }

    [Fact]
    public void The_topic_starts_the_function_and_nobody_else_may()
    {
        var subscription = Template.Properties("SESFeedbackSubscription");
        subscription["TopicArn"]!.GetValue<string>().ShouldBe(Topic);
        subscription["Protocol"]!.GetValue<string>().ShouldBe("lambda");
        subscription["Endpoint"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("lambda", "function:mail-FeedbackProcessor"));
        var permission = Template.OfType("AWS::Lambda::Permission").ShouldHaveSingleItem();
        Template.Properties(permission)["Principal"]!.GetValue<string>().ShouldBe("sns.amazonaws.com");
        Template.Properties(permission)["SourceArn"]!.GetValue<string>().ShouldBe(Topic);
        Template.Properties(permission)["Action"]!.GetValue<string>().ShouldBe("lambda:InvokeFunction");
    }

    [Fact]
    public void What_cannot_be_handed_over_or_keeps_failing_ends_in_the_dead_letter_queue()
    {
        var queue = StackTemplate.Names.Arn("sqs", "mail-FeedbackDLQ");
        Template.Properties("SESFeedbackSubscription")["RedrivePolicy"]!["deadLetterTargetArn"]!.GetValue<string>().ShouldBe(queue);
        Template.Properties("FeedbackProcessor")["DeadLetterConfig"]!["TargetArn"]!.GetValue<string>().ShouldBe(queue);
        Template.Resources["SESFeedbackSubscription"]!["DependsOn"]!.AsArray().Select(id => id!.GetValue<string>())
            .ShouldBe(["FeedbackProcessorPermission", "FeedbackDLQPolicy"]);
    }

    [Theory]
    [InlineData("SESFeedbackTopicPolicy")]
    [InlineData("AlarmNotificationTopicPolicy")]
    public void A_topic_refuses_who_does_not_use_TLS(string id)
    {
        var statement = PolicyStatement.All(Template).Single(s => s.Owner == id && !s.IsAllow);
        statement.Actions.ShouldBe(["sns:Publish"]);
        statement.Condition!.ToJsonString().ShouldBe("""{"Bool":{"aws:SecureTransport":"false"}}""");
    }
}
