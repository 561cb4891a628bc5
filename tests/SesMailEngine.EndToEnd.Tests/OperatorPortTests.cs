using Amazon.Runtime;
using Amazon.SQS;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Security;

namespace SesMailEngine.EndToEnd.Tests;

// The operator ports over AWS's APIs against our endpoint, which verifies every signature.
public sealed class OperatorPortTests : IAsyncLifetime
{
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-ops-").FullName;
    private EmbeddedHost host = null!;
    private StackPorts ports = null!;
    private AwsTarget target = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = TestHost.Options(folder, ("FeedbackDelay", "0.02"), ("ConsecutiveSoftBounceThreshold", "5"));
        options = options with { Endpoint = options.Endpoint with { AccessKeys = [new AccessKey("AKIDTEST", "test-secret-1")] } };
        host = await EmbeddedHost.StartAsync(options, TimeProvider.System, Cancel);
        target = new AwsTarget("us-east-1", new BasicAWSCredentials("AKIDTEST", "test-secret-1"), host.Address);
        ports = new StackPorts(target, Names);
    }

    public async ValueTask DisposeAsync()
    {
        ports.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_mail_is_found_by_whatever_is_known_of_it()
    {
        await SendAsync("ops-1", "success@simulator.amazonses.com");
        foreach (var query in (MailQuery[])
        [
            new() { Recipient = "success@simulator.amazonses.com" }, new() { Status = EmailStatus.Delivered }, new() { TemplateName = "welcome" },
            new() { MetadataKey = "campaign", MetadataValue = "spring" }, new() { Text = "ops-1" },
        ])
        {
            var page = await ports.Mails.FindAsync(query, null, 10, Cancel);
            page.Records.ShouldHaveSingleItem().EmailId.ShouldBe("ops-1", query.ToString());
        }
        (await ports.Mails.FindAsync(new MailQuery { MetadataKey = "campaign", MetadataValue = "autumn" }, null, 10, Cancel)).Records.ShouldBeEmpty();
        (await ports.Mails.ListAttemptsAsync("ops-1", Cancel)).ShouldHaveSingleItem();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (await ports.Statistics.GetAsync(today.AddDays(-1), today, Cancel)).Sum(day => day.Counts.Delivered).ShouldBe(1);
    }

    [Fact]
    public async Task The_suppression_list_is_paged_and_changed()
    {
        for (var i = 0; i < 5; i++)
        {
            await ports.Suppression.AddAsync(
                new SuppressionEntry
                {
                    Email = $"a{i}@example.org",
                    Type = SuppressionType.Manual,
                    Reason = SuppressionReasons.Manual,
                    AddedAt = new DateTimeOffset(2026, 11, 24, i, 0, 0, TimeSpan.Zero),
                },
                Cancel);
        }
        var first = await ports.SuppressionList.FindAsync(null, SuppressionType.Manual, null, 3, Cancel);
        var rest = await ports.SuppressionList.FindAsync(null, SuppressionType.Manual, first.Next, 3, Cancel);
        first.Entries.Concat(rest.Entries).Select(entry => entry.Email).ShouldBe(["a4@example.org", "a3@example.org", "a2@example.org", "a1@example.org", "a0@example.org"]);
        (await ports.SuppressionList.RemoveAsync("a1@example.org", SuppressionType.Complaint, Cancel)).ShouldBeFalse();
        (await ports.SuppressionList.RemoveAsync("a1@example.org", SuppressionType.Manual, Cancel)).ShouldBeTrue();
        (await ports.Suppression.GetAsync("a1@example.org", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task The_stack_its_functions_queues_alarms_rules_and_sender_are_read()
    {
        var stack = (await ports.Stack.GetAsync(Cancel)).ShouldNotBeNull();
        stack.Status.ShouldBe("CREATE_COMPLETE");
        stack.Outputs.ShouldNotBeEmpty();
        stack.Settings.ShouldContainKey("SoftBounceRetries");
        (await ports.Stack.ListFunctionsAsync(Cancel)).Select(function => function.Name)
            .ShouldBe(["sesmailengine-EmailSender", "sesmailengine-FeedbackProcessor", "sesmailengine-TemplateSeeder"]);
        (await ports.Stack.ListEventsAsync(5, Cancel)).Count.ShouldBe(5);
        (await ports.Queues.ListAsync(Cancel)).Select(queue => queue.Name).ShouldBe(
            ["sesmailengine-EmailQueue", "sesmailengine-RetryQueue", "sesmailengine-EventBridgeDLQ", "sesmailengine-RetryDLQ", "sesmailengine-FeedbackDLQ"]);
        (await ports.Alarms.ListAsync(Cancel)).Count.ShouldBe(8);
        (await ports.Alarms.HistoryAsync(null, 10, Cancel)).ShouldAllBe(line => line.Alarm.StartsWith("sesmailengine-"));
        var rule = (await ports.Rules.ListAsync(Cancel)).ShouldHaveSingleItem();
        (rule.Name, rule.IsEnabled).ShouldBe(("sesmailengine-EmailEventRule", true));
        rule.Targets.ShouldHaveSingleItem().DeadLetterArn.ShouldEndWith("sesmailengine-EventBridgeDLQ");
        (await ports.Sender.GetAsync(Cancel)).SendingEnabled.ShouldBeTrue();
        (await ports.Sender.FindAsync("noreply@example.com", Cancel)).ShouldNotBeNull().IsVerified.ShouldBeTrue();
        (await (await ports.TemplatesAsync(Cancel)).ListTemplatesAsync(Cancel)).ShouldContain("welcome");
    }

    [Fact]
    public async Task Log_lines_are_found_by_their_words_even_when_these_look_like_operators()
    {
        await SendAsync("ops-log-1", "bounce@simulator.amazonses.com");
        var lines = new List<LoggedLine>();
        while (lines.Count == 0)
        {
            lines.AddRange((await ports.Logs.FindAsync(new LogFilter { Function = "EmailSender", Text = "ops-log-1" }, null, 10, Cancel)).Lines);
        }
        lines.ShouldAllBe(line => line.Text.Contains("ops-log-1", StringComparison.Ordinal));
        foreach (var text in (string[])["ops-log-2", "\"a\" -b \\", "?x ?y"])
        {
            (await ports.Logs.FindAsync(new LogFilter { Function = "EmailSender", Text = text }, null, 10, Cancel)).Lines.ShouldBeEmpty();
        }
        (await Should.ThrowAsync<PortException>(() => ports.Logs.FindAsync(new LogFilter { Function = "EmailSender" }, "nonsense", 10, Cancel)))
            .ErrorName.ShouldBe(IMailReader.InvalidToken);
    }

    [Fact]
    public async Task Dead_letters_are_listed_put_back_to_work_and_thrown_away()
    {
        using var sqs = SqsClients.ForCommands(target);
        async Task PutAsync(string queue, string body) => await sqs.SendMessageAsync((await sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl, body, Cancel);
        await PutAsync("sesmailengine-EventBridgeDLQ", Request("dead-1", "success@simulator.amazonses.com"));
        await PutAsync("sesmailengine-EventBridgeDLQ", Request("dead-2", "success@simulator.amazonses.com"));
        await PutAsync("sesmailengine-FeedbackDLQ", "garbage");

        (await ports.DeadLetters.CountAsync(Cancel)).Select(count => count.Count).ShouldBe([2, 0, 1]);
        for (var i = 0; i < 2; i++)
        {
            (await ports.DeadLetters.ListAsync(DeadLetterQueue.Requests, DeadLetterFilter.All, 10, Cancel)).Count.ShouldBe(2);
        }
        (await ports.DeadLetters.RedriveAsync(DeadLetterQueue.Requests, new DeadLetterFilter(["dead-1"], []), 100, Cancel)).ShouldBe(1);
        await WaitAsync("dead-1");
        var kept = new List<DeadLetter>();
        (await ports.DeadLetters.DiscardAsync(
            DeadLetterQueue.Feedback, new DeadLetterFilter([], [DeadLetter.Unreadable]),
            letters => { kept.AddRange(letters); return Task.CompletedTask; }, Cancel)).ShouldBe(1);
        kept.ShouldHaveSingleItem().Body.ShouldBe("garbage");
        (await ports.DeadLetters.CountAsync(Cancel)).Select(count => count.Count).ShouldBe([1, 0, 0]);
    }

    [Fact]
    public async Task Notifications_are_watched_and_nothing_is_left_behind()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = new List<WatchedNotification>();
        var rulesMeanwhile = 0;
        var sent = false;
        var watch = Task.Run(async () =>
        {
            await foreach (var notification in ports.Notifications.WatchAsync(stop.Token))
            {
                seen.Add(notification);
                if (notification.Detail.Contains("delivered", StringComparison.Ordinal)) await stop.CancelAsync();
            }
        }, Cancel);
        while (!sent && !watch.IsCompleted)
        {
            rulesMeanwhile = (await ports.Rules.ListAsync(Cancel)).Count(rule => rule.Targets.Count > 0);
            if (rulesMeanwhile < 2) continue;
            await SendAsync("ops-watch-1", "success@simulator.amazonses.com");
            sent = true;
        }
        await watch;
        seen.ShouldNotBeEmpty();
        seen.ShouldAllBe(notification => notification.DetailType == "Email Status Changed" && notification.Detail.Contains("ops-watch-1"));
        (await ports.Rules.ListAsync(Cancel)).ShouldHaveSingleItem();
        using var sqs = SqsClients.ForCommands(target);
        ((await sqs.ListQueuesAsync("sesmailengine-Watch", Cancel)).QueueUrls ?? []).ShouldBeEmpty();
    }

    private async Task SendAsync(string id, string to)
    {
        var bus = new EventBridgeClient(ports.Client);
        var answers = await bus.PutEventsAsync([new PutEventsEntry("app", "Email Request", Detail(id, to), Names.EventBus)], Cancel);
        answers[0].ErrorCode.ShouldBeNull();
        await WaitAsync(id);
    }

    private async Task WaitAsync(string id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await ports.Tracking.GetAsync(id, limit.Token))?.Status is null or EmailStatus.Sending or EmailStatus.Sent) await Task.Yield();
    }

    private static string Detail(string id, string to) =>
        $$$"""{"emailId":"{{{id}}}","to":"{{{to}}}","templateName":"welcome","templateData":{"userName":"Ada","companyName":"Acme"},"metadata":{"campaign":"spring"}}""";

    private static string Request(string id, string to) =>
        $$$"""{"id":"{{{id}}}","source":"my.app","detail-type":"Email Request","detail":{{{Detail(id, to)}}}}""";
}
