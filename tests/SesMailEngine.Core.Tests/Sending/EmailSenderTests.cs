using System.Text.Json.Nodes;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Sending;

/// <summary>The outcomes of section "Sending, step by step", one after the other.</summary>
public sealed class EmailSenderTests
{
    private readonly SenderWorld world = new();

    [Fact]
    public async Task A_valid_request_is_sent_and_recorded()
    {
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);

        var mail = world.Transport.Attempts.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Welcome Jo");
        mail.Html.ShouldBe("<p>Hello Jo</p>");
        mail.Text.ShouldBe("Hello Jo");
        mail.From.ShouldBe(new Mailbox(mail.From.Address, "SESMailEngine"));
        mail.From.Address.Value.ShouldBe("noreply@example.com");
        mail.ConfigurationSet.ShouldBe("sesmailengine-ConfigSet");
        mail.Tags.ShouldBe([new("emailId", "mail-1"), new("stack", "sesmailengine")]);
    }

    [Fact]
    public async Task The_record_of_a_sent_mail_holds_what_the_contract_names()
    {
        var detail = SenderWorld.Detail();
        detail["metadata"] = new JsonObject { ["campaignId"] = "summer" };
        await world.SendAsync(detail);

        var now = world.Time.GetUtcNow();
        var record = world.Record();
        record.Status.ShouldBe(EmailStatus.Sent);
        record.ToEmail.ShouldBe(SenderWorld.Recipient);
        record.Timestamp.ShouldBe(now);
        record.SentAt.ShouldBe(now);
        record.Subject.ShouldBe("Welcome Jo");
        record.Source.ShouldBe("my.application");
        record.OriginalEmailId.ShouldBe("mail-1");
        record.SesMessageId.ShouldBe("ses-000001");
        record.SenderEmail.ShouldBe("noreply@example.com");
        record.MetadataJson.ShouldBe("""{"campaignId":"summer"}""");
        record.TemplateVersion.ShouldBe("1.2.0");
        record.Ttl.ShouldBe(now.AddDays(90).ToUnixTimeSeconds());
        record.Events.Select(e => e.Type).ShouldBe(["sending", "sent"]);
        record.ClaimedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_sent_mail_costs_one_claim_one_suppression_read_and_one_write()
    {
        await world.SendAsync(SenderWorld.Detail("first"));
        await world.SendAsync(SenderWorld.Detail("second"));

        world.Tracking.Faults.Calls("ClaimAsync").ShouldBe(2);
        world.Tracking.Faults.Calls("ApplyAsync").ShouldBe(2);
        world.Suppression.Faults.Calls("GetAsync").ShouldBe(2);
        world.Tracking.Faults.Calls("GetAsync").ShouldBe(0);
        world.Tracking.Faults.Calls("GetDailyCountsAsync").ShouldBe(1);
        world.Templates.Faults.Calls("ReadAsync").ShouldBe(3);
        world.Publisher.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_is_not_valid_fails_and_is_told()
    {
        var detail = SenderWorld.Detail();
        detail.Remove("to");
        (await world.SendAsync(detail)).ShouldBe(QueueAction.Consume);

        var record = world.Record();
        record.Status.ShouldBe(EmailStatus.Failed);
        record.ErrorType.ShouldBe("validation_error");
        record.ErrorCode.ShouldBe("VAL001");
        record.ErrorMessage.ShouldBe("Missing required field: 'to'");
        record.FailedAt.ShouldNotBeNull();
        var told = world.Notification();
        told.GetProperty("status").GetString().ShouldBe("failed");
        told.GetProperty("errorType").GetString().ShouldBe("validation_error");
        told.GetProperty("emailId").GetString().ShouldBe("mail-1");
        world.Transport.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_request_sends_one_mail_and_is_consumed()
    {
        await world.SendAsync();
        for (var i = 0; i < 19; i++) (await world.SendAsync()).ShouldBe(QueueAction.Consume);

        world.Transport.Attempts.Count.ShouldBe(1);
        world.Tracking.All.Count.ShouldBe(1);
        world.Log.Lines.Count(l => l.Message.StartsWith("Duplicate", StringComparison.Ordinal)).ShouldBe(19);
    }

    [Fact]
    public async Task Copies_handled_at_once_send_one_mail()
    {
        var gate = new TaskCompletionSource();
        world.Transport.BeforeAnswer = (_, _) => gate.Task;
        var all = Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.SendAsync())).ToArray();
        while (all.Count(t => t.IsCompleted) < 19) await Task.Yield();
        gate.SetResult();
        var actions = await Task.WhenAll(all);

        world.Transport.Attempts.Count.ShouldBe(1);
        actions.Count(a => a == QueueAction.Consume).ShouldBe(1);
        actions.Count(a => a == QueueAction.Hold(TimeSpan.FromSeconds(30))).ShouldBe(19);
    }

    [Theory]
    [InlineData(SuppressionType.Bounce, "hard-bounce", "SUPP001")]
    [InlineData(SuppressionType.Bounce, "consecutive-soft-bounces", "SUPP002")]
    [InlineData(SuppressionType.Complaint, "spam-complaint", "SUPP003")]
    [InlineData(SuppressionType.Manual, "manual", "SUPP004")]
    public async Task A_suppressed_recipient_is_not_sent_to(SuppressionType type, string reason, string code)
    {
        world.Suppress(type, reason);
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);

        world.Transport.Attempts.ShouldBeEmpty();
        world.Record().ErrorType.ShouldBe("suppressed");
        world.Record().ErrorCode.ShouldBe(code);
        world.Record().ErrorMessage.ShouldBe($"Email not sent: recipient is suppressed ({reason})");
        world.Notification().GetProperty("errorMessage").GetString().ShouldBe(world.Record().ErrorMessage);
    }

    [Fact]
    public async Task Suppression_is_asked_for_the_whole_address_in_lower_case()
    {
        world.Suppress(SuppressionType.Bounce, "hard-bounce");
        var detail = SenderWorld.Detail();
        detail["to"] = "Jo <JO@Example.ORG>";
        await world.SendAsync(detail);
        world.Record().ErrorType.ShouldBe("suppressed");
    }

    [Fact]
    public async Task A_suppression_list_that_does_not_answer_means_try_again_never_not_suppressed()
    {
        world.Suppression.Faults.FailNext("GetAsync");
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Transport.Attempts.ShouldBeEmpty();
        world.Record().Status.ShouldBe(EmailStatus.Sending);
        world.Record().ClaimedAt.ShouldBeNull();

        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(1);
        world.Record().ErrorType.ShouldBeNull();
    }

    [Fact]
    public async Task A_high_bounce_rate_stops_sending()
    {
        world.Bounces(6);
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        world.Record().ErrorType.ShouldBe("bounce_rate_exceeded");
        world.Record().ErrorMessage.ShouldBe("Email not sent: bounce rate exceeded");
        world.Transport.Attempts.ShouldBeEmpty();
        world.Log.Lines.ShouldContain(l => l.Message.StartsWith("bounce_rate_exceeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_critical_template_passes_a_high_bounce_rate()
    {
        world.Bounces(50);
        world.Templates.WithTemplate("welcome", metadata: """{"subject":"Reset","critical":true}""");
        await world.SendAsync();
        world.Transport.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Held_requests_are_sent_once_the_guard_opens()
    {
        var hold = new SenderWorld(s => s with { BounceRateAction = BounceRateAction.Hold });
        hold.Bounces(6);
        (await hold.SendAsync()).Kind.ShouldBe(QueueActionKind.Hold);
        hold.Tracking.All.ShouldBeEmpty();

        hold.Bounces(1);
        hold.Time.Advance(TimeSpan.FromSeconds(61));
        (await hold.SendAsync()).ShouldBe(QueueAction.Consume);
        hold.Record().Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task A_critical_template_is_not_held()
    {
        var hold = new SenderWorld(s => s with { BounceRateAction = BounceRateAction.Hold });
        hold.Bounces(50);
        hold.Templates.WithTemplate("welcome", metadata: """{"subject":"Reset","critical":true}""");
        (await hold.SendAsync()).ShouldBe(QueueAction.Consume);
        hold.Transport.Attempts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("template.html", "TMPL002", "Template 'welcome' missing template.html")]
    [InlineData("template.txt", "TMPL003", "Template 'welcome' missing template.txt")]
    [InlineData("metadata.json", "TMPL004", "Template 'welcome' missing metadata.json")]
    public async Task A_template_without_one_of_its_files_fails(string file, string code, string message)
    {
        world.Templates.Without($"welcome/{file}");
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        Failed("template_not_found", code, message);
    }

    [Fact]
    public async Task An_unknown_template_fails()
    {
        var detail = SenderWorld.Detail();
        detail["templateName"] = "nothing";
        await world.SendAsync(detail);
        Failed("template_not_found", "TMPL001", "Template 'nothing' not found");
        world.Log.At(LogLevel.Error).ShouldContain(l => l.Message.StartsWith("Template error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_variables_fail()
    {
        var detail = SenderWorld.Detail();
        detail["templateData"] = new JsonObject();
        await world.SendAsync(detail);
        Failed("template_render_error", "TMPL006", "Failed to render template 'welcome': Missing required variables: ['userName']");
    }

    [Fact]
    public async Task An_undefined_variable_fails()
    {
        world.Templates.With("welcome/template.txt", "{{ nobody }}");
        await world.SendAsync();
        Failed("template_render_error", "TMPL007", "Failed to render template 'welcome': Undefined variable: 'nobody' is undefined");
    }

    [Fact]
    public async Task A_template_bucket_that_does_not_answer_means_try_again()
    {
        world.Templates.Faults.FailNext("ReadAsync", new Core.Ports.PortException("S3 is away", isTransient: true, "SlowDown"));
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Record().Status.ShouldBe(EmailStatus.Sending);
        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task Nobody_to_send_as_fails()
    {
        var nobody = new SenderWorld(s => s with { DefaultSenderEmail = null });
        (await nobody.SendAsync()).ShouldBe(QueueAction.Consume);
        nobody.Record().ErrorType.ShouldBe("validation_error");
        nobody.Record().ErrorCode.ShouldBe("SNDR001");
        nobody.Record().ErrorMessage.ShouldBe("No sender email configured");
    }

    [Fact]
    public async Task No_subject_fails()
    {
        world.Templates.With("welcome/metadata.json", "{}");
        await world.SendAsync();
        Failed("validation_error", "VAL004", "No subject provided");
    }

    [Theory]
    [InlineData("MessageRejected", "SES001", "MessageRejected")]
    [InlineData("BadRequestException", "SES001", "MessageRejected")]
    [InlineData("MailFromDomainNotVerifiedException", "SES002", "MailFromDomainNotVerified")]
    [InlineData("NotFoundException", "SES003", "ConfigurationSetDoesNotExist")]
    [InlineData("ConfigurationSetDoesNotExist", "SES003", "ConfigurationSetDoesNotExist")]
    [InlineData("SendingPausedException", "SES004", "AccountSendingPaused")]
    [InlineData("AccountSuspendedException", "SES004", "AccountSendingPaused")]
    public async Task A_refusal_for_good_fails_at_the_first_try(string name, string code, string told)
    {
        world.Transport.Then(new TransportResult(TransportAnswer.RefusedForGood, null, name, "Address jo@example.org is not verified"));
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);

        world.Transport.Attempts.Count.ShouldBe(1);
        Failed("ses_rejected", code, $"SES error ({told})");
        world.Record().Subject.ShouldBe("Welcome Jo");
        world.Record().Events[^1].Note.ShouldBe($"{name}: Address j***@example.org is not verified");
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_twice_more()
    {
        world.Transport.ThenRepeat(2, TransportAnswer.RefusedForNow, "Throttling");
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(3);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task After_three_refusals_for_now_the_message_stays_and_the_claim_is_free()
    {
        world.Transport.ThenRepeat(3, TransportAnswer.RefusedForNow, "Throttling", "Maximum sending rate exceeded.");
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);

        world.Transport.Attempts.Count.ShouldBe(3);
        world.Record().Status.ShouldBe(EmailStatus.Sending);
        world.Record().ClaimedAt.ShouldBeNull();
        world.Record().ErrorType.ShouldBe("throttled");
        world.Publisher.Events.ShouldBeEmpty();
        world.Log.Lines.ShouldContain(l => l.Message.Contains("Maximum sending rate exceeded", StringComparison.Ordinal));

        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Record().ErrorType.ShouldBeNull();
    }

    [Theory]
    [InlineData("Throttling", null, "throttled", "SES005", "SES error (Throttling)")]
    [InlineData("TooManyRequestsException", null, "throttled", "SES005", "SES error (Throttling)")]
    [InlineData("Throttling", "Maximum sending rate exceeded.", "throttled", "SES006", "Maximum sending rate exceeded")]
    [InlineData("InternalFailure", null, "unavailable", "SES007", "SES error (InternalFailure)")]
    public async Task The_last_receive_gives_up_and_says_so(string name, string? words, string type, string code, string message)
    {
        world.Transport.ThenRepeat(3, TransportAnswer.RefusedForNow, name, words);
        (await world.SendAsync(receiveCount: 3)).ShouldBe(QueueAction.Leave);

        Failed(type, code, message);
        world.Notification().GetProperty("errorType").GetString().ShouldBe(type);
    }

    [Fact]
    public async Task A_redriven_request_is_sent()
    {
        world.Transport.ThenRepeat(3, TransportAnswer.RefusedForNow, "Throttling");
        await world.SendAsync(receiveCount: 3);
        world.Time.Advance(TimeSpan.FromHours(1));

        (await world.SendAsync(receiveCount: 1)).ShouldBe(QueueAction.Consume);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Record().ErrorType.ShouldBeNull();
        world.Record().FailedAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_ambiguous_end_leaves_record_claim_and_message_alone()
    {
        world.Transport.ThenAcceptButLoseTheAnswer();
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Transport.Attempts.Count.ShouldBe(1);
        world.Record().Status.ShouldBe(EmailStatus.Sending);
        world.Record().ClaimedAt.ShouldBe(world.Time.GetUtcNow());
    }

    [Fact]
    public async Task An_ambiguous_mail_settled_by_its_send_event_is_not_sent_again()
    {
        world.Transport.Remembers = false;
        world.Transport.ThenAcceptButLoseTheAnswer();
        await world.SendAsync();
        await world.Tracking.ApplyAsync("mail-1", new RecordChange
        {
            Entry = new("send", world.Time.GetUtcNow(), "sns-1"),
            Status = EmailStatus.Sent,
            SentAt = world.Time.GetUtcNow(),
            SesMessageId = "ses-1",
        }, default);
        world.Time.Advance(TimeSpan.FromMinutes(10));

        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_accepted_mail_found_in_the_journal_is_settled_and_not_sent_again()
    {
        world.Transport.ThenAcceptButLoseTheAnswer();
        await world.SendAsync();
        world.Time.Advance(TimeSpan.FromMinutes(10));

        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(1);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Record().SesMessageId.ShouldBe("ses-000001");
    }

    [Fact]
    public async Task A_mail_nobody_knows_of_is_sent_again_when_its_claim_expired()
    {
        world.Transport.Then(new TransportResult(TransportAnswer.Ambiguous, null, "Timeout"));
        await world.SendAsync();
        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Hold(TimeSpan.FromSeconds(30)));
        world.Time.Advance(TimeSpan.FromMinutes(10));

        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(2);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task A_transport_that_throws_is_ambiguous()
    {
        world.Transport.Faults.FailNext("SendAsync", new IOException("reset"));
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Record().Status.ShouldBe(EmailStatus.Sending);
        world.Record().ClaimedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_record_that_is_written_late_is_written_again_and_the_mail_is_not()
    {
        world.Tracking.Faults.FailNext("ApplyAsync", times: 3);
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(1);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_never_causes_a_second_mail()
    {
        world.Tracking.Faults.FailAlways("ApplyAsync");
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(1);
        world.Log.At(LogLevel.Error).ShouldContain(l => l.ErrorCode == "AWS001");
    }

    [Fact]
    public async Task A_store_that_takes_no_claim_leaves_the_message()
    {
        world.Tracking.Faults.FailNext("ClaimAsync");
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Transport.Attempts.ShouldBeEmpty();
        world.Tracking.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_takes_no_claim_at_the_last_receive_still_gets_a_record()
    {
        world.Tracking.Faults.FailNext("ClaimAsync");
        (await world.SendAsync(receiveCount: 3)).ShouldBe(QueueAction.Leave);
        world.Record().ErrorType.ShouldBe("unavailable");
        world.Notification().GetProperty("errorType").GetString().ShouldBe("unavailable");
    }

    [Fact]
    public async Task A_released_request_whose_last_claim_fails_is_given_up()
    {
        world.Suppression.Faults.FailNext("GetAsync");
        await world.SendAsync(receiveCount: 2);
        world.Tracking.Faults.FailNext("ClaimAsync");
        (await world.SendAsync(receiveCount: 3)).ShouldBe(QueueAction.Leave);
        Failed("unavailable", "AWS001", "DynamoDB error (InternalServerError)");
    }

    [Fact]
    public async Task A_copy_is_held_no_longer_than_the_claim_could_last()
    {
        world.Transport.Then(new TransportResult(TransportAnswer.Ambiguous, null, "Timeout"));
        await world.SendAsync();
        world.Time.Advance(TimeSpan.FromSeconds(590));
        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Hold(TimeSpan.FromSeconds(10)));
        world.Time.Advance(TimeSpan.FromSeconds(9.5));
        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Hold(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_failed_record_that_cannot_be_written_leaves_the_message()
    {
        world.Suppress(SuppressionType.Bounce, "hard-bounce");
        world.Tracking.Faults.FailAlways("ApplyAsync");
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Publisher.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bus_that_does_not_take_the_notification_changes_nothing()
    {
        world.Suppress(SuppressionType.Bounce, "hard-bounce");
        world.Publisher.Faults.FailAlways("PublishAsync");
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        world.Record().Status.ShouldBe(EmailStatus.Failed);
        world.Log.Lines.ShouldContain(l => l.Message.Contains("Failed to publish status", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_used_up_daily_quota_holds_the_message_without_claiming_it()
    {
        world.Quota.Value = new SendQuota(14, 200, 200);
        (await world.SendAsync()).Kind.ShouldBe(QueueActionKind.Hold);
        world.Tracking.All.ShouldBeEmpty();
        world.Transport.Attempts.ShouldBeEmpty();

        world.Quota.Value = new SendQuota(14, 200, 100);
        world.Time.Advance(TimeSpan.FromSeconds(60));
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
    }

    [Fact]
    public async Task Stopping_before_the_mail_went_out_gives_the_message_back_and_frees_the_claim()
    {
        using var stop = new CancellationTokenSource();
        world.Transport.BeforeAnswer = async (_, token) =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        (await world.SendAsync(token: stop.Token)).ShouldBe(QueueAction.Hold(TimeSpan.Zero));
        world.Record().ClaimedAt.ShouldBeNull();

        world.Transport.BeforeAnswer = null;
        (await world.SendAsync()).ShouldBe(QueueAction.Consume);
        world.Transport.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_first_attempt_keeps_what_its_retry_needs()
    {
        await world.SendAsync();
        world.Record().RetryDetailJson.ShouldNotBeNull().ShouldNotContain("emailId");
    }

    [Fact]
    public async Task Without_retries_nothing_is_kept()
    {
        var none = new SenderWorld(s => s with { SoftBounceRetries = 0 });
        await none.SendAsync();
        none.Record().RetryDetailJson.ShouldBeNull();
    }

    [Fact]
    public async Task Addresses_and_data_stay_out_of_the_log()
    {
        world.Suppress(SuppressionType.Complaint, "spam-complaint");
        await world.SendAsync(SenderWorld.Detail("a"));
        var bad = SenderWorld.Detail("b");
        bad["to"] = "jo@@example.org";
        await world.SendAsync(bad);
        world.Log.Lines.ShouldAllBe(l => !l.Message.Contains("jo@", StringComparison.OrdinalIgnoreCase));
        world.Log.Lines.ShouldContain(l => l.Message.Contains("j***@example.org suppressed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_and_told_at_debug()
    {
        var detail = SenderWorld.Detail();
        detail["colour"] = "red";
        (await world.SendAsync(detail)).ShouldBe(QueueAction.Consume);
        world.Record().Status.ShouldBe(EmailStatus.Sent);
        world.Log.At(LogLevel.Debug).ShouldContain(l => l.Message.Contains("'colour'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mistake_of_the_engine_is_told_and_the_request_tried_again()
    {
        world.Suppression.Faults.FailNext("GetAsync", new InvalidOperationException("bug"));
        (await world.SendAsync()).ShouldBe(QueueAction.Leave);
        world.Log.At(LogLevel.Error).ShouldContain(l => l.Exception is InvalidOperationException);
        (await world.SendAsync(receiveCount: 2)).ShouldBe(QueueAction.Consume);
    }

    private void Failed(string type, string code, string message)
    {
        var record = world.Record();
        record.Status.ShouldBe(EmailStatus.Failed);
        record.ErrorMessage.ShouldBe(message);
        record.ErrorType.ShouldBe(type);
        record.ErrorCode.ShouldBe(code);
        world.Publisher.Events.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"templateData\":{\"userName\":\"Jo\",\"more\":[\"\\ud800\"]}", true)]
    [InlineData("\"templateData\":{\"userName\":\"Jo\",\"\\uDC00\":1}", true)]
    [InlineData("\"templateData\":{\"userName\":\"\\ud83d\\ude00\"}", false)]
    [InlineData("\"templateData\":{\"userName\":\"Jo\"},\"unknown\":\"\\ud800\",\"unknown\\ud800\":1", false)]
    public async Task Half_a_surrogate_pair_is_refused_where_it_counts_and_passed_over_where_it_does_not(string members, bool isRefused)
    {
        var world = new SenderWorld();
        var body = """{"id":"e-1","source":"my.app","time":"2026-11-24T12:00:00Z","detail":{"emailId":"mail-1","to":"jo@example.org","templateName":"welcome",@}}"""
            .Replace("@}", members + "}", StringComparison.Ordinal);

        (await world.Sender.HandleAsync(new(body, "m", 1, false, world.Time.GetUtcNow()), CancellationToken.None)).ShouldBe(QueueAction.Consume);

        var record = world.Record();
        if (isRefused) record.ErrorMessage.ShouldBe("Invalid field 'templateData': is not valid Unicode text");
        else record.Status.ShouldBe(EmailStatus.Sent);
    }
}
