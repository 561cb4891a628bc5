using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.EndToEnd.Tests.Lambda;

/// <summary>The deployed executable, from its start to what is left in the services.</summary>
public sealed class NativeFunctionTests(NativeStack stack) : IClassFixture<NativeStack>
{
    private const string NothingFailed = """{"batchItemFailures":[]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_becomes_a_mail_and_a_record()
    {
        var mail = stack.Mail();
        await using var sender = stack.Start("EmailSender");

        (await sender.InvokeAsync(stack.Batch(1, mail))).ShouldBe(NothingFailed, sender.Output);

        (await stack.SubjectsAsync(mail.To)).ShouldBe(["For Ada"]);
        var record = await RecordAsync(mail.EmailId);
        record.Status.ShouldBe(EmailStatus.Sent);
        record.SesMessageId.ShouldNotBeNullOrEmpty();
        record.SenderEmail.ShouldBe("noreply@example.com");
        var line = sender.LogOf(mail.EmailId).ShouldHaveSingleItem();
        line.GetProperty("requestId").GetString().ShouldBe("request-1");
        line.GetProperty("status").GetString().ShouldBe("sent");
        sender.Output.ShouldNotContain(mail.To);
    }

    [Fact]
    public async Task Only_the_message_that_failed_stays_on_the_queue()
    {
        var (good, bad, alsoGood) = (stack.Mail(), stack.Mail(), stack.Mail());
        await using var sender = stack.Start("EmailSender");
        stack.Ses.Rule = call => call.Body.Contains(bad.To) ? new(429, "TooManyRequestsException") : null;

        (await sender.InvokeAsync(stack.Batch(1, good, bad, alsoGood)))
            .ShouldBe($$"""{"batchItemFailures":[{"itemIdentifier":"message-{{bad.EmailId}}-1"}]}""", sender.Output);

        (await stack.SubjectsAsync(good.To)).Count.ShouldBe(1);
        (await stack.SubjectsAsync(alsoGood.To)).Count.ShouldBe(1);
        (await RecordAsync(bad.EmailId)).Status.ShouldBe(EmailStatus.Sending);

        stack.Ses.Rule = _ => null;
        (await sender.InvokeAsync(stack.Batch(2, bad))).ShouldBe(NothingFailed, sender.Output);
        (await stack.SubjectsAsync(bad.To)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Throttling_to_the_last_receive_leaves_a_record_that_says_so()
    {
        var mail = stack.Mail();
        await using var sender = stack.Start("EmailSender");
        stack.Ses.Rule = call => call.Body.Contains(mail.To) ? new(429, "TooManyRequestsException") : null;

        for (var receive = 1; receive <= 3; receive++) (await sender.InvokeAsync(stack.Batch(receive, mail))).ShouldContain(mail.EmailId);

        var record = await RecordAsync(mail.EmailId);
        (record.Status, record.ErrorType).ShouldBe((EmailStatus.Failed, ErrorTypes.Throttled));
        stack.EventBridge.Passed.ShouldContain(call => call.Body.Contains(mail.EmailId) && call.Body.Contains("throttled") && call.Answer.Contains("\"FailedEntryCount\":0"));
    }

    [Fact]
    public async Task One_event_delivered_again_and_again_is_one_mail()
    {
        var mail = stack.Mail();
        await using var first = stack.Start("EmailSender");
        await using var second = stack.Start("EmailSender");

        (await first.InvokeAsync(stack.Batch(1, mail))).ShouldBe(NothingFailed, first.Output);
        (await second.InvokeAsync(stack.Batch(2, mail, mail))).ShouldBe(NothingFailed, second.Output);
        await Task.WhenAll(first.InvokeAsync(stack.Batch(2, mail)), second.InvokeAsync(stack.Batch(2, mail)));

        (await stack.SubjectsAsync(mail.To)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_deliveries_at_once_are_one_mail()
    {
        var mails = Enumerable.Range(0, 10).Select(_ => stack.Mail()).ToArray();
        await using var first = stack.Start("EmailSender");
        await using var second = stack.Start("EmailSender");

        await Task.WhenAll(first.InvokeAsync(stack.Batch(1, mails)), second.InvokeAsync(stack.Batch(1, mails)));

        foreach (var mail in mails) (await stack.SubjectsAsync(mail.To)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_the_send_event_and_never_sent_again()
    {
        var mail = stack.Mail();
        await using var sender = stack.Start("EmailSender");
        stack.Ses.Rule = call => call.Body.Contains(mail.To) ? FaultProxy.Fault.LostAnswer : null;

        (await sender.InvokeAsync(stack.Batch(1, mail))).ShouldContain(mail.EmailId);
        (await RecordAsync(mail.EmailId)).Status.ShouldBe(EmailStatus.Sending);
        (await stack.SubjectsAsync(mail.To)).Count.ShouldBe(1, "SES did accept it");

        await using var feedback = stack.Start("FeedbackProcessor");
        await feedback.InvokeAsync(NativeStack.Feedback("Send", mail, "\"send\":{}", "ses-7"));
        (await sender.InvokeAsync(stack.Batch(2, mail))).ShouldBe(NothingFailed, sender.Output);

        var record = await RecordAsync(mail.EmailId);
        (record.Status, record.SesMessageId).ShouldBe((EmailStatus.Sent, "ses-7"));
        (await stack.SubjectsAsync(mail.To)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Feedback_before_its_record_still_suppresses()
    {
        var mail = stack.Mail();
        await using var feedback = stack.Start("FeedbackProcessor");

        await feedback.InvokeAsync(NativeStack.Feedback("Bounce", mail, $$"""
            "bounce":{"bounceType":"Permanent","bounceSubType":"General","feedbackId":"f-{{mail.EmailId}}","timestamp":"2026-11-25T08:00:02.000Z",
              "bouncedRecipients":[{"emailAddress":"{{mail.To}}"}]}
            """));
        feedback.Output.ShouldContain("FBK006");
        (await stack.Suppression.GetAsync(mail.To, Cancel)).ShouldNotBeNull();

        await using var sender = stack.Start("EmailSender");
        (await sender.InvokeAsync(stack.Batch(1, mail))).ShouldBe(NothingFailed, sender.Output);
        (await RecordAsync(mail.EmailId)).ErrorType.ShouldBe(ErrorTypes.Suppressed);
        (await stack.SubjectsAsync(mail.To)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Feedback_reaches_the_record_and_the_producers_once()
    {
        var mail = stack.Mail();
        await using var sender = stack.Start("EmailSender");
        await sender.InvokeAsync(stack.Batch(1, mail));
        await using var feedback = stack.Start("FeedbackProcessor");
        var delivery = NativeStack.Feedback("Delivery", mail, "\"delivery\":{\"timestamp\":\"2026-11-25T08:00:03.000Z\"}");

        await feedback.InvokeAsync(delivery);
        await feedback.InvokeAsync(delivery);

        (await RecordAsync(mail.EmailId)).Status.ShouldBe(EmailStatus.Delivered);
        stack.EventBridge.Passed.Count(call => call.Body.Contains(mail.EmailId)).ShouldBe(1);
    }

    [Fact]
    public async Task Feedback_that_cannot_be_read_is_an_error_of_the_call_and_the_process_goes_on()
    {
        await using var feedback = stack.Start("FeedbackProcessor");

        (await feedback.CallAsync("""{"Records":[{"Sns":{"MessageId":"n","Message":"broken {"}}]}""")).ErrorType.ShouldBe("Handler.FeedbackFailedException");
        await feedback.InvokeAsync("""{"Records":[{"Sns":{"MessageId":"n","Message":"Successfully validated SNS topic for Amazon SES event publishing."}}]}""");
    }

    [Fact]
    public async Task Credentials_that_expired_for_a_while_cost_no_mail()
    {
        var (first, second) = (stack.Mail(), stack.Mail());
        await using var sender = stack.Start("EmailSender");
        stack.DynamoDb.Rule = _ => new(400, "ExpiredTokenException");

        (await sender.InvokeAsync(stack.Batch(1, first))).ShouldContain(first.EmailId);
        (await stack.SubjectsAsync(first.To)).ShouldBeEmpty();

        var refusals = 2;
        stack.DynamoDb.Rule = _ => Interlocked.Decrement(ref refusals) >= 0 ? new(400, "ExpiredTokenException") : null;
        (await sender.InvokeAsync(stack.Batch(2, first, second))).ShouldBe(NothingFailed, sender.Output);
        (await stack.SubjectsAsync(first.To)).Count.ShouldBe(1);
        (await stack.SubjectsAsync(second.To)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_held_for_the_daily_quota_goes_back_as_a_delayed_copy_and_no_receive_is_burnt()
    {
        var mail = stack.Mail();
        await using var sender = stack.Start("EmailSender");
        stack.Ses.Rule = call => call.Path.EndsWith("/account", StringComparison.Ordinal)
            ? new(200, "") { Body = """{"SendQuota":{"Max24HourSend":200,"MaxSendRate":10,"SentLast24Hours":200}}""" } : null;

        var before = await DelayedAsync();

        (await sender.InvokeAsync(stack.Batch(3, mail))).ShouldBe(NothingFailed, sender.Output);

        (await DelayedAsync() - before).ShouldBe(1);
        (await stack.SubjectsAsync(mail.To)).ShouldBeEmpty();
        (await stack.Tracking.GetAsync(mail.EmailId, Cancel)).ShouldBeNull("nothing was claimed for it");
    }

    private async Task<int> DelayedAsync() =>
        (await stack.Queues.GetQueueAttributesAsync(stack.EmailQueueUrl, ["ApproximateNumberOfMessagesDelayed"], Cancel)).ApproximateNumberOfMessagesDelayed;

    [Fact]
    public async Task The_seeder_installs_the_starters_and_then_skips_them()
    {
        await using var seeder = stack.Start("TemplateSeeder");

        Message(await seeder.InvokeAsync("null")).ShouldBe("Installed 8, updated 0, skipped 0");
        Message(await seeder.InvokeAsync("{}")).ShouldBe("Installed 0, updated 0, skipped 8");
        using var welcome = await stack.Bucket.GetObjectAsync(stack.BucketName, "templates/welcome/metadata.json", Cancel);
        (await JsonDocument.ParseAsync(welcome.ResponseStream, default, Cancel)).RootElement.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_seeder_without_its_bucket_answers_with_the_reason()
    {
        await using var seeder = stack.Start("TemplateSeeder", "TEMPLATE_BUCKET");

        (await seeder.InvokeAsync("{}")).ShouldContain("SEED001");
    }

    [Theory]
    [InlineData("EmailSender", "STACK_NAME")]
    [InlineData("EmailSender", "EMAIL_QUEUE_URL")]
    [InlineData("FeedbackProcessor", "RETRY_QUEUE_URL")]
    public async Task A_missing_variable_ends_the_start_and_is_named(string handler, string variable)
    {
        await using var function = stack.Start(handler, variable);

        var error = await function.InitErrorAsync();

        error.ErrorType.ShouldBe("Init.MissingSettingException");
        error.Body.ShouldContain($"'{variable}'");
        (await function.ExitCodeAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_stays_small()
    {
        await using var sender = stack.Start("EmailSender");

        for (var i = 0; i < 10; i++)
        {
            (await sender.InvokeAsync(stack.Batch(1, [.. Enumerable.Range(0, 2).Select(_ => stack.Mail())]))).ShouldBe(NothingFailed, sender.Output);
        }

        sender.PeakMemory().ShouldBeLessThan(80);
    }

    private static string Message(string answer) => JsonElement.Parse(answer).GetProperty("message").GetString()!;

    private async Task<TrackingRecord> RecordAsync(string emailId) => (await stack.Tracking.GetAsync(emailId, Cancel)).ShouldNotBeNull();
}
