using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Alarms;
using SesMailEngine.Embedded.Metrics;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Embedded.Tests.Alarms;

public sealed class AlarmWatchTests : IAsyncLifetime
{
    private const string Dlq = "sesmailengine-EventBridgeDLQ";
    private const string DlqAlarm = Dlq + "-Depth";
    private const string ErrorAlarm = "sesmailengine-EmailSender-Errors";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await OpenAsync("admin@example.com");

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_stack_has_the_eight_alarms_of_the_catalogue()
    {
        _stores.Alarms.List().Select(alarm => (alarm.Entry?.Code, alarm.Definition.Name)).OrderBy(pair => pair.Code).ShouldBe(
        [
            ("ALM001", "sesmailengine-EventBridgeDLQ-Depth"), ("ALM002", "sesmailengine-RetryDLQ-Depth"),
            ("ALM003", "sesmailengine-FeedbackDLQ-Depth"), ("ALM004", "sesmailengine-EmailSender-Errors"),
            ("ALM005", "sesmailengine-FeedbackProcessor-Errors"), ("ALM006", "sesmailengine-SES-BounceRate"),
            ("ALM007", "sesmailengine-SES-ComplaintRate"), ("ALM008", "sesmailengine-EmailQueue-Age"),
        ]);
        await MinuteAsync();
        _stores.Alarms.List().Where(alarm => alarm.Definition.Metric.Namespace != "AWS/SES").ShouldAllBe(alarm => alarm.Status.State == AlarmState.Ok);
        Status("sesmailengine-SES-BounceRate").State.ShouldBe(AlarmState.InsufficientData);
        (await OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_letter_alarms_within_a_minute_and_is_OK_again_when_it_is_gone()
    {
        await MinuteAsync();
        await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        await MinuteAsync();

        Status(DlqAlarm).State.ShouldBe(AlarmState.Alarm);
        var alarm = (await OutboxAsync()).ShouldHaveSingleItem();
        alarm.To.ShouldBe("admin@example.com");
        alarm.Subject.ShouldBe("ALARM: \"sesmailengine-EventBridgeDLQ-Depth\" in us-east-1");
        alarm.Text.ShouldContain("What is wrong (ALM001): Requests could not be processed");
        alarm.Text.ShouldContain("then redrive the queue");

        await _stores.Queues.PurgeAsync(Dlq, None);
        await MinuteAsync();

        Status(DlqAlarm).State.ShouldBe(AlarmState.Ok);
        (await OutboxAsync())[0].Subject.ShouldBe("OK: \"sesmailengine-EventBridgeDLQ-Depth\" in us-east-1");
        var history = await _stores.Alarms.HistoryAsync(new AlarmHistoryQuery { Alarm = DlqAlarm, Limit = 10 }, None);
        history.Select(item => item.Summary).ShouldBe(
        [
            "Mailed to AdminEmail (a***@example.com)", "Alarm updated from ALARM to OK",
            "Mailed to AdminEmail (a***@example.com)", "Alarm updated from OK to ALARM",
            "Alarm updated from INSUFFICIENT_DATA to OK",
        ]);
    }

    [Fact]
    public async Task A_lasting_alarm_is_mailed_once_and_also_not_again_after_a_restart()
    {
        await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        for (var i = 0; i < 3; i++) await MinuteAsync();
        await _stores.DisposeAsync();
        _stores = await OpenAsync("admin@example.com");

        Status(DlqAlarm).State.ShouldBe(AlarmState.Alarm);
        await MinuteAsync();

        (await OutboxAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_alarm_mail_brings_no_feedback_and_no_record()
    {
        await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        await MinuteAsync();
        await MinuteAsync();

        (await _stores.Queues.CountAsync("sesmailengine-SESFeedback", None)).ShouldBe(new QueueCounts(0, 0, 0, null));
        var id = (await OutboxAsync()).ShouldHaveSingleItem().EmailId;
        (await _stores.Tracking.GetAsync(id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Errors_alarm_only_when_they_last()
    {
        var errors = _stores.Metrics.Counter(StackMetrics.Lambda("sesmailengine-EmailSender", "Errors"), "Count");
        for (var minute = 0; minute < 5; minute++)
        {
            for (var i = 0; i < 20; i++) errors.Count();
            await MinuteAsync();
        }
        Status(ErrorAlarm).State.ShouldBe(AlarmState.Ok);

        for (var minute = 0; minute < 5; minute++)
        {
            for (var i = 0; i < 20; i++) errors.Count();
            await MinuteAsync();
        }

        Status(ErrorAlarm).State.ShouldBe(AlarmState.Alarm);
        Status(ErrorAlarm).Reason.ShouldStartWith("Threshold Crossed: 2 of the last 2 periods of 5 minutes were greater than the threshold (50.0)");
    }

    [Fact]
    public async Task A_changed_threshold_outlives_a_restart()
    {
        var definition = _stores.Alarms.Find(DlqAlarm)!.Definition;
        await _stores.Alarms.PutAsync(definition with { Threshold = 5, Description = "later" }, None);
        await _stores.DisposeAsync();
        _stores = await OpenAsync("admin@example.com");

        _stores.Alarms.Find(DlqAlarm)!.Definition.Threshold.ShouldBe(5);
        _stores.Alarms.Find(DlqAlarm)!.Definition.AlarmActions.ShouldBe(definition.AlarmActions);
        for (var i = 0; i < 5; i++) await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        await MinuteAsync();
        Status(DlqAlarm).State.ShouldBe(AlarmState.Ok);
        await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        await MinuteAsync();
        Status(DlqAlarm).State.ShouldBe(AlarmState.Alarm);
    }

    [Fact]
    public async Task A_silent_alarm_tells_nobody_also_not_later()
    {
        var definition = _stores.Alarms.Find(DlqAlarm)!.Definition;
        await _stores.Alarms.PutAsync(definition with { ActionsEnabled = false }, None);
        await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        await MinuteAsync();
        await _stores.Alarms.PutAsync(definition, None);
        await MinuteAsync();

        Status(DlqAlarm).State.ShouldBe(AlarmState.Alarm);
        (await OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_AdminEmail_an_alarm_is_kept_and_nobody_mailed()
    {
        await _stores.DisposeAsync();
        _stores = await OpenAsync(null);
        await _stores.Queues.SendAsync(Dlq, [new NewMessage("dead")], None);
        await MinuteAsync();

        Status(DlqAlarm).State.ShouldBe(AlarmState.Alarm);
        (await OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_that_was_set_is_told_at_once_and_judged_again_within_a_minute()
    {
        await MinuteAsync();
        (await _stores.Alarms.SetStateAsync(DlqAlarm, AlarmState.Alarm, "trying it out", null, None)).ShouldBeTrue();
        (await OutboxAsync()).ShouldHaveSingleItem().Text.ShouldContain("Why: trying it out");

        await MinuteAsync();

        Status(DlqAlarm).State.ShouldBe(AlarmState.Ok);
        (await _stores.Alarms.SetStateAsync("no-such-alarm", AlarmState.Alarm, "x", null, None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_that_waits_too_long_alarms()
    {
        await _stores.Queues.SendAsync("sesmailengine-EmailQueue", [new NewMessage("{}")], None);
        for (var i = 0; i < 15; i++) await MinuteAsync();
        Status("sesmailengine-EmailQueue-Age").State.ShouldBe(AlarmState.Ok);
        await MinuteAsync();
        Status("sesmailengine-EmailQueue-Age").State.ShouldBe(AlarmState.Alarm);
    }

    [Fact]
    public async Task The_stacks_alarms_cannot_be_deleted_and_others_can()
    {
        var own = _stores.Alarms.Find(DlqAlarm)!.Definition with { Name = "mine" };
        await _stores.Alarms.PutAsync(own, None);
        await _stores.Alarms.DeleteAsync(["mine", DlqAlarm], None);

        _stores.Alarms.Find("mine").ShouldBeNull();
        _stores.Alarms.Find(DlqAlarm).ShouldNotBeNull();
    }

    private AlarmStatus Status(string alarm) => _stores.Alarms.Find(alarm)!.Status;

    private Task<IReadOnlyList<SentMail>> OutboxAsync() => _stores.Outbox.ListAsync(null, null, null, 100, None);

    private Task<EmbeddedStores> OpenAsync(string? adminEmail)
    {
        var options = _folder.Options;
        return EmbeddedStores.OpenAsync(
            options with { Settings = options.Settings with { AdminEmail = adminEmail, DefaultSenderEmail = "noreply@example.com" } }, None);
    }

    private Task MinuteAsync()
    {
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        return _stores.Watch.RunAsync(None);
    }
}
