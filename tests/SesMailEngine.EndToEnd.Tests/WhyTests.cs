using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using SesMailEngine.Aws.EventBridge;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Core.Diagnosis;
using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.EndToEnd.Tests;

// Real situations on the embedded host, and what why and doctor say of them through AWS's APIs.
public sealed class WhyTests : IAsyncLifetime
{
    private const string Good = """{"userName":"Ada","companyName":"Acme"}""";

    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-why-").FullName;
    private EmbeddedHost host = null!;
    private StackPorts ports = null!;
    private Diagnostician diagnosis = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync(("FeedbackDelay", "0.02"), ("BounceRateMinimumSample", "1000"));

    public async ValueTask DisposeAsync()
    {
        ports.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("success@simulator.amazonses.com", EmailStatus.Delivered, "DELIVERED")]
    [InlineData("open@simulator.amazonses.com", EmailStatus.Opened, "OPENED")]
    [InlineData("bounce@simulator.amazonses.com", EmailStatus.Bounced, "SUPP001")]
    [InlineData("complaint@simulator.amazonses.com", EmailStatus.Complained, "SUPP003")]
    [InlineData("softbounce@simulator.amazonses.com", EmailStatus.SoftBounced, "SOFT_BOUNCED")]
    public async Task What_became_of_a_mail_is_told(string to, EmailStatus status, string code)
    {
        var record = await SendAsync(to, "welcome", Good, status);
        (await diagnosis.ExplainAsync(record.EmailId, Cancel)).Code.ShouldBe(code);
        (await diagnosis.ExplainAsync(record.SesMessageId!, Cancel)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("TMPL001", null, null, null)]
    [InlineData("TMPL002", null, "t", """{"subject":"s"}""")]
    [InlineData("TMPL003", "h", null, """{"subject":"s"}""")]
    [InlineData("TMPL004", "h", "t", null)]
    [InlineData("TMPL005", "h", "t", "{\"subject\":\"s\",\n  oops}")]
    [InlineData("TMPL006", "h", "t", """{"subject":"s","requiredVariables":["order"]}""")]
    [InlineData("TMPL007", "{{ nowhere }}", "t", """{"subject":"s"}""")]
    [InlineData("TMPL009", "{% if %}", "t", """{"subject":"s"}""")]
    [InlineData("TMPL010", "{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}", "t", """{"subject":"s"}""")]
    [InlineData("TMPL011", "{{ 1 + 'a' }}", "t", """{"subject":"s"}""")]
    [InlineData("VAL004", "h", "t", "{}")]
    [InlineData("VAL003", "h", "t", """{"subject":"s","senderEmail":"nobody"}""")]
    public async Task A_template_at_fault_is_named_with_its_code_and_a_fix(string code, string? html, string? text, string? metadata)
    {
        var name = $"broken-{code}";
        await WriteAsync(name, html, text, metadata);
        var record = await SendAsync("success@simulator.amazonses.com", name, "{}", EmailStatus.Failed);
        var answer = await diagnosis.ExplainAsync(record.EmailId, Cancel);
        answer.Code.ShouldBe(code);
        answer.Findings[0].Steps.ShouldNotBeEmpty();
        (await diagnosis.ExplainAsync(record.ErrorMessage!, Cancel)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_named()
    {
        await WriteAsync("large", new string('x', 262145), "t", """{"subject":"s"}""");
        (await diagnosis.ExplainAsync((await SendAsync("success@simulator.amazonses.com", "large", "{}", EmailStatus.Failed)).EmailId, Cancel)).Code.ShouldBe("TMPL008");
    }

    [Theory]
    [InlineData("VAL001", """{"templateName":"welcome"}""")]
    [InlineData("VAL002", """{"to":"jo@example.org"}""")]
    [InlineData("VAL003", """{"to":"nobody","templateName":"welcome"}""")]
    [InlineData("VAL005", """{"to":"jo@example.org","templateName":"welcome","templateData":[]}""")]
    public async Task A_request_at_fault_is_named(string code, string detail)
    {
        var id = $"request-{code}";
        await PublishAsync($$"""{"emailId":"{{id}}",{{detail[1..]}}""");
        await UntilAsync(id, EmailStatus.Failed);
        (await diagnosis.ExplainAsync(id, Cancel)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("SUPP001", SuppressionType.Bounce, SuppressionReasons.HardBounce)]
    [InlineData("SUPP002", SuppressionType.Bounce, SuppressionReasons.ConsecutiveSoftBounces)]
    [InlineData("SUPP003", SuppressionType.Complaint, SuppressionReasons.SpamComplaint)]
    [InlineData("SUPP004", SuppressionType.Manual, SuppressionReasons.Manual)]
    public async Task A_suppressed_recipient_is_told_by_mail_and_by_address(string code, SuppressionType type, string reason)
    {
        var address = $"{code.ToLowerInvariant()}@example.org";
        await ports.Suppression.AddAsync(new() { Email = address, Type = type, Reason = reason, AddedAt = TimeProvider.System.GetUtcNow() }, Cancel);
        var record = await SendAsync(address, "welcome", Good, EmailStatus.Failed);
        (await diagnosis.ExplainAsync(record.EmailId, Cancel)).Code.ShouldBe(code);
        var answer = await diagnosis.ExplainAsync(address.ToUpperInvariant(), Cancel);
        answer.Code.ShouldBe(code);
        answer.Findings[0].Steps.Any(AdviceRules.Removes).ShouldBe(type != SuppressionType.Complaint);
    }

    [Fact]
    public async Task An_id_nobody_knows_and_an_address_nobody_mailed_are_told_as_that()
    {
        (await diagnosis.ExplainAsync("no-such-mail", Cancel)).Code.ShouldBe("NO_RECORD");
        (await diagnosis.ExplainAsync("nobody@example.org", Cancel)).Code.ShouldBe("NO_MAIL");
        (await diagnosis.ExplainAsync(new string('x', 3_000), Cancel)).Code.ShouldBe("UNKNOWN");
    }

    [Fact]
    public async Task A_closed_guard_is_told_with_its_numbers()
    {
        await RestartAsync(("FeedbackDelay", "0.02"), ("BounceRateMinimumSample", "1"), ("BounceRateThreshold", "0.01"));
        await SendAsync("bounce@simulator.amazonses.com", "welcome", Good, EmailStatus.Bounced);
        // The guard may have looked just before: its answer is at most 10 seconds old.
        var record = await SendAsync("success@simulator.amazonses.com", "welcome", Good, null);
        for (var tries = 0; record.Status != EmailStatus.Failed && tries < 2000; tries++) record = await SendAsync("success@simulator.amazonses.com", "welcome", Good, null);
        var finding = (await diagnosis.ExplainAsync(record.EmailId, Cancel)).Findings[0];
        finding.Code.ShouldBe("RATE001");
        finding.Facts.ShouldContain(fact => fact.Name == "bounced today" && fact.Value == "1");
        (await diagnosis.ExplainAsync("bounce-rate", Cancel)).Code.ShouldBe("RATE001");
        var checkUp = await diagnosis.CheckAsync(Cancel);
        checkUp.State.ShouldBe(CheckState.Fail);
        checkUp.Items.Single(item => item.Name == "guard").Findings[0].Code.ShouldBe("RATE001");
    }

    [Fact]
    public async Task A_sender_that_is_not_verified_is_told()
    {
        await RestartAsync(("FeedbackDelay", "0.02"), ("RequireVerifiedSender", "true"));
        await WriteAsync("stranger", "h", "t", """{"subject":"s","senderEmail":"someone@stranger.example"}""");
        var record = await SendAsync("success@simulator.amazonses.com", "stranger", "{}", EmailStatus.Failed);
        var answer = await diagnosis.ExplainAsync(record.EmailId, Cancel);
        answer.Code.ShouldBe("SES001");
        answer.Findings[0].Facts.ShouldContain(fact => fact.Name == "verified by" && fact.Value.StartsWith("nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_stays_throttled_is_told_with_its_way_back()
    {
        await RestartAsync(("FeedbackDelay", "0.02"), ("VisibilityTimeout", "4"));
        var record = await SendAsync("throttle@simulator.amazonses.com", "welcome", Good, EmailStatus.Failed);
        var finding = (await diagnosis.ExplainAsync(record.EmailId, Cancel)).Findings[0];
        finding.Code.ShouldBeOneOf("SES005", "SES006");
        finding.Id.ShouldBe("ses.throttled");
        finding.Steps.ShouldContain(step => step.Command == $"sesmailengine dlq redrive --queue requests --id {record.EmailId}");
        // The record says so as soon as the last attempt ends; the queue moves the message when its visibility runs out.
        var letters = await DeadLettersAsync();
        for (var tries = 0; letters.Findings.Count == 0 && tries < 100; tries++) letters = await DeadLettersAsync();
        letters.Findings[0].Code.ShouldBe("ALM001");
    }

    [Theory]
    [InlineData("""{"source":["shop"]}""", "RULE_PATTERN")]
    [InlineData("""{"source":["sesmailengine"],"detail":{"originalSource":["another"]}}""", "RULE_PATTERN")]
    [InlineData("""{"source":["sesmailengine"]}""", "RULE_NO_TARGET")]
    public async Task A_rule_that_hears_nothing_is_told_why(string pattern, string code)
    {
        var record = await SendAsync("success@simulator.amazonses.com", "welcome", Good, EmailStatus.Delivered);
        (await diagnosis.ExplainNotificationsAsync(record.EmailId, Cancel)).Code.ShouldBe("NO_RULE");
        await PutRuleAsync(pattern);
        (await diagnosis.ExplainNotificationsAsync(record.EmailId, Cancel)).Code.ShouldBe(code);
        (await diagnosis.CheckAsync(Cancel)).Items.Single(item => item.Name == "rules").State.ShouldBe(CheckState.Warn);
    }

    [Fact]
    public async Task A_new_host_is_well_and_a_broken_template_shows()
    {
        var well = await diagnosis.CheckAsync(Cancel);
        well.State.ShouldBe(CheckState.Ok, well.Summary);
        await WriteAsync("broken", "{% if %}", "t", """{"subject":"s"}""");
        var item = (await diagnosis.CheckAsync(Cancel)).Items.Single(i => i.Name == "templates");
        item.State.ShouldBe(CheckState.Fail);
        item.Findings[0].Code.ShouldBe("TMPL009");
    }

    [Fact]
    public async Task The_topics_have_answers()
    {
        foreach (var topic in Diagnostician.Topics) (await diagnosis.ExplainAsync(topic, Cancel)).Findings.ShouldNotBeEmpty();
        (await diagnosis.ExplainAsync("welcome", Cancel)).Code.ShouldBe("TEMPLATE_OK");
    }

    private async ValueTask StartAsync(params (string, string)[] settings)
    {
        host = await EmbeddedHost.StartAsync(TestHost.Options(folder, settings), TimeProvider.System, Cancel);
        ports = new StackPorts(Target, Names);
        diagnosis = StackDiagnosis.Create(ports, new AnswerWords());
    }

    private AwsTarget Target => new("us-east-1", new BasicAWSCredentials("x", "x"), host.Address);

    private async Task RestartAsync(params (string, string)[] settings)
    {
        ports.Dispose();
        await host.DisposeAsync();
        await StartAsync(settings);
    }

    private async Task<CheckUpItem> DeadLettersAsync() => (await diagnosis.CheckAsync(Cancel)).Items.Single(item => item.Name == "dead letters");

    private async Task WriteAsync(string name, string? html, string? text, string? metadata)
    {
        var templates = await ports.TemplatesAsync(Cancel);
        foreach (var (file, content) in new[] { ("template.html", html), ("template.txt", text), ("metadata.json", metadata) })
        {
            if (content is not null) await templates.WriteAsync($"{name}/{file}", Encoding.UTF8.GetBytes(content), Cancel);
        }
    }

    private async Task<TrackingRecord> SendAsync(string to, string template, string data, EmailStatus? until)
    {
        var id = $"why-{Guid.NewGuid():N}";
        await PublishAsync($$"""{"emailId":"{{id}}","to":"{{to}}","templateName":"{{template}}","templateData":{{data}}}""");
        return await UntilAsync(id, until);
    }

    private async Task PublishAsync(string detail)
    {
        var answers = await new EventBridgeClient(ports.Client).PutEventsAsync([new PutEventsEntry("shop", "Email Request", detail, Names.EventBus)], Cancel);
        answers[0].ErrorCode.ShouldBeNull();
    }

    private async Task<TrackingRecord> UntilAsync(string id, EmailStatus? status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(40));
        while (true)
        {
            var record = await ports.Tracking.GetAsync(id, limit.Token);
            if (record is not null && (status is { } wanted ? record.Status == wanted : record.Status is EmailStatus.Delivered or EmailStatus.Failed)) return record;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private async Task PutRuleAsync(string pattern)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { Name = "mine", EventBusName = Names.EventBus, EventPattern = pattern });
        await ports.Client.SendAsync(HttpMethod.Post, "events", "/", body, "application/x-amz-json-1.1", [new("X-Amz-Target", "AWSEvents.PutRule")], Cancel);
    }
}
