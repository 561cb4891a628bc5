using System.Text.Json.Nodes;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>The way of a request through the template: bus, rule, queues, dead letters.</summary>
public sealed class QueueTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();

    public static TheoryData<string> Every => [.. Template.OfType("AWS::SQS::Queue")];

    [Theory]
    [MemberData(nameof(Every))]
    public void A_queue_is_encrypted_keeps_messages_14_days_and_hides_what_is_received_10_minutes(string id)
    {
        var queue = Template.Properties(id);
        queue["SqsManagedSseEnabled"]!.GetValue<bool>().ShouldBeTrue();
        queue["MessageRetentionPeriod"]!.GetValue<int>().ShouldBe(14 * 24 * 60 * 60);
        queue["VisibilityTimeout"]!.GetValue<int>().ShouldBe(600);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_queue_refuses_who_does_not_use_TLS(string id)
    {
        var statement = PolicyStatement.All(Template).Single(s => s.Owner == id + "Policy" && !s.IsAllow);
        statement.Actions.ShouldBe(["sqs:*"]);
        statement.Principal!.GetValue<string>().ShouldBe("*");
        statement.Resources.ShouldBe([StackTemplate.Names.Arn("sqs", Template.Properties(id)["QueueName"]!.GetValue<string>())]);
        statement.Condition!.ToJsonString().ShouldBe("""{"Bool":{"aws:SecureTransport":"false"}}""");
        Template.Properties(id + "Policy")["Queues"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>()
            .ShouldEndWith("/" + Template.Properties(id)["QueueName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("EmailQueue", "EventBridgeDLQ")]
    [InlineData("RetryQueue", "RetryDLQ")]
    public void After_three_receives_a_message_goes_to_its_dead_letter_queue_and_only_from_there(string id, string deadLetters)
    {
        var redrive = Template.Properties(id)["RedrivePolicy"]!;
        redrive["maxReceiveCount"]!.GetValue<int>().ShouldBe(3);
        redrive["deadLetterTargetArn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("sqs", "mail-" + deadLetters));
        Template.Properties(deadLetters)["RedriveAllowPolicy"]!.ToJsonString()
            .ShouldBe($$"""{"redrivePermission":"byQueue","sourceQueueArns":["{{StackTemplate.Names.Arn("sqs", "mail-" + id)}}"]}""");
    }

    [Fact]
    public void A_retry_waits_15_minutes_and_nothing_else_does() =>
        Template.OfType("AWS::SQS::Queue").Select(id => (id, Template.Properties(id)["DelaySeconds"]?.GetValue<int>()))
            .Where(queue => queue.Item2 is not null).ShouldBe([("RetryQueue", 900)]);

    [Fact]
    public void The_rule_puts_Email_Requests_on_the_queue_and_what_it_cannot_on_its_dead_letter_queue()
    {
        var rule = Template.Properties("EmailEventRule");
        rule["EventPattern"]!.ToJsonString().ShouldBe("""{"detail-type":["Email Request"]}""");
        rule["State"]!.GetValue<string>().ShouldBe("ENABLED");
        var target = rule["Targets"]!.AsArray().ShouldHaveSingleItem()!;
        target["Arn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("sqs", "mail-EmailQueue"));
        target["DeadLetterConfig"]!["Arn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("sqs", "mail-EventBridgeDLQ"));
        target["RetryPolicy"]!["MaximumEventAgeInSeconds"]!.GetValue<int>().ShouldBe(86_400);
    }

    [Theory]
    [InlineData("EmailQueue", "events.amazonaws.com", "events", "rule/mail-EmailBus/mail-EmailEventRule")]
    [InlineData("EventBridgeDLQ", "events.amazonaws.com", "events", "rule/mail-EmailBus/mail-EmailEventRule")]
    [InlineData("FeedbackDLQ", "sns.amazonaws.com", "sns", "mail-SESFeedback")]
    [InlineData("RetryQueue", null, null, null)]
    [InlineData("RetryDLQ", null, null, null)]
    public void A_queue_takes_messages_of_one_sender_besides_the_account_s_roles(string id, string? principal, string? service, string? resource)
    {
        var allowed = PolicyStatement.All(Template).Where(s => s.Owner == id + "Policy" && s.IsAllow).ToArray();
        if (principal is null)
        {
            allowed.ShouldBeEmpty();
            return;
        }
        var statement = allowed.ShouldHaveSingleItem();
        statement.Actions.ShouldBe(["sqs:SendMessage"]);
        statement.Principal!["Service"]!.GetValue<string>().ShouldBe(principal);
        statement.Condition!["ArnEquals"]!["aws:SourceArn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn(service!, resource!));
    }

    [Theory]
    [InlineData("EmailQueueMapping", "EmailQueue", 5)]
    [InlineData("RetryQueueMapping", "RetryQueue", 2)]
    public void The_sender_takes_batches_from_both_queues_and_answers_for_each_message(string id, string queue, int concurrency)
    {
        var mapping = Template.Properties(id);
        mapping["EventSourceArn"]!.GetValue<string>().ShouldBe(StackTemplate.Names.Arn("sqs", "mail-" + queue));
        mapping["FunctionName"]!.GetValue<string>().ShouldBe(StackTemplate.Names.EmailSender);
        mapping["FunctionResponseTypes"]!.ToJsonString().ShouldBe("""["ReportBatchItemFailures"]""");
        mapping["ScalingConfig"]!["MaximumConcurrency"]!.GetValue<int>().ShouldBe(concurrency);
        mapping["BatchSize"]!.GetValue<int>().ShouldBe(10);
    }

    [Fact]
    public void A_claim_holds_longer_than_six_timeouts_of_the_sender() =>
        Template.Properties("EmailQueue")["VisibilityTimeout"]!.GetValue<int>()
            .ShouldBeGreaterThanOrEqualTo(6 * ((JsonObject)Template.Document["Parameters"]!)["EmailSenderTimeout"]!["MaxValue"]!.GetValue<int>());
}
