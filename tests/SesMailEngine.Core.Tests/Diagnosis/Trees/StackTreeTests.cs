using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Core.Templates.Checks;
using static SesMailEngine.Core.Tests.Diagnosis.AllAnswers;

namespace SesMailEngine.Core.Tests.Diagnosis.Trees;

public sealed class StackTreeTests
{
    private static readonly QueueReading[] Empty =
    [
        new(Names.EmailQueue, 0, 0, 0, null), new(Names.RetryQueue, 0, 0, 0, null), new(Names.EventBridgeDlq, 0, 0, 0, null) { HoldsDeadLetters = true },
        new(Names.RetryDlq, 0, 0, 0, null) { HoldsDeadLetters = true }, new(Names.FeedbackDlq, 0, 0, 0, null) { HoldsDeadLetters = true },
    ];

    private static StackFacts Well => new()
    {
        Names = Names,
        Now = Now,
        StackStatus = "CREATE_COMPLETE",
        FunctionCount = 3,
        Queues = Empty,
        Guard = new(new DailyCounts { Sent = 100, CountedBounces = 1 }, 5, 50, BounceRateAction.Fail),
        Quota = new(14, 50000, 100),
        Sender = new("mail@example.com", "example.com", true, true, "HEALTHY"),
        Templates = [new("welcome", new CheckReport("welcome", [], null), null, [])],
        Alarms = [new("sesmailengine-RetryDLQ-Depth", AlarmCondition.Ok, "", Now)],
        Rules = [new(Names.EventRule, true, """{"detail-type":["Email Request"]}""", [new("1", "arn", null)])],
        Seeder = new(true, "CREATE_COMPLETE", null, ["welcome"], []),
        Errors = [],
    };

    [Fact]
    public void A_stack_that_is_well_passes_every_check()
    {
        var checkUp = new StackTree(Plain).Check(Well);
        checkUp.Items.ShouldAllBe(item => item.State == CheckState.Ok);
        checkUp.Summary.ShouldBe("sesmailengine is well: 11 checks passed.");
    }

    public static TheoryData<string, StackFacts, CheckState, string> Troubles => new()
    {
        { "stack", Well with { StackStatus = null }, CheckState.Fail, "STACK" },
        { "stack", Well with { StackStatus = "DELETE_FAILED" }, CheckState.Fail, "INST005" },
        { "stack", Well with { StackStatus = "ROLLBACK_COMPLETE" }, CheckState.Fail, "INST004" },
        { "sender", Well with { Sender = new(null, null, true, true, "HEALTHY") }, CheckState.Fail, "SNDR001" },
        { "sender", Well with { Sender = new("a@b.cd", null, true, true, "HEALTHY") }, CheckState.Fail, "SES001" },
        { "sender", Well with { Sender = new("a@b.cd", "b.cd", false, true, "HEALTHY") }, CheckState.Warn, "SANDBOX" },
        { "sender", Well with { Sender = new("a@b.cd", "b.cd", true, false, "SHUTDOWN") }, CheckState.Fail, "SES004" },
        { "sender", Well with { Sender = new("a@b.cd", "b.cd", true, true, "PROBATION") }, CheckState.Fail, "PROBATION" },
        { "quota", Well with { Quota = new(14, 1000, 1000) }, CheckState.Fail, "QUOTA" },
        { "quota", Well with { Quota = new(14, 1000, 950) }, CheckState.Warn, "QUOTA" },
        { "guard", Well with { Guard = ClosedGuard }, CheckState.Fail, "RATE001" },
        { "queues", Well with { Queues = [Empty[0] with { Waiting = 9, OldestAge = TimeSpan.FromMinutes(16) }, .. Empty[1..]] }, CheckState.Fail, "ALM008" },
        { "queues", Well with { Queues = Empty[1..] }, CheckState.Fail, "QUEUE" },
        { "dead letters", Well with { Queues = [.. Empty[..2], Empty[2] with { Waiting = 1 }, .. Empty[3..]] }, CheckState.Fail, "ALM001" },
        { "dead letters", Well with { Queues = [.. Empty[..4], Empty[4] with { Waiting = 1 }] }, CheckState.Fail, "ALM003" },
        { "templates", Well with { Templates = [] }, CheckState.Fail, "TMPL001" },
        { "alarms", Well with { Alarms = [new("sesmailengine-SES-ComplaintRate", AlarmCondition.Alarm, "high", Now)] }, CheckState.Fail, "ALM007" },
        { "alarms", Well with { Alarms = [] }, CheckState.Warn, "ALARMS" },
        { "rules", Well with { Rules = [] }, CheckState.Fail, "RULE" },
        { "rules", Well with { Rules = [.. Well.Rules!, new("mine", true, """{"source":["shop"]}""", [new("1", "arn", null)])] }, CheckState.Warn, "RULE_PATTERN" },
        { "seeder", Well with { Seeder = new(false, null, null, [], []) }, CheckState.Fail, "SEEDER" },
        { "seeder", Well with { Seeder = new(true, null, "AccessDenied writing template 'welcome': no", [], []) }, CheckState.Fail, "SEED004" },
        { "logs", Well with { Errors = [new(Now, "EmailSender", "Template error: Template 'x' not found", "TMPL001")] }, CheckState.Warn, "TMPL001" },
    };

    [Theory, MemberData(nameof(Troubles), DisableDiscoveryEnumeration = true)]
    public void A_trouble_shows_in_its_own_check_alone(string name, StackFacts facts, CheckState state, string code)
    {
        var checkUp = new StackTree(Plain).Check(facts);
        var item = checkUp.Items.Single(i => i.Name == name);
        item.State.ShouldBe(state);
        item.Findings[0].Code.ShouldBe(code);
        checkUp.Items.Where(i => i != item).ShouldAllBe(i => i.State == CheckState.Ok);
        checkUp.State.ShouldBe(state);
    }

    [Fact]
    public void What_could_not_be_read_is_no_all_clear()
    {
        var checkUp = new StackTree(Plain).Check(Well with { Quota = null, Unread = [new("quota", "SES error GetAccount: AccessDenied")] });
        var item = checkUp.Items.Single(i => i.Name == "quota");
        item.State.ShouldBe(CheckState.Warn);
        item.Summary.ShouldContain("AccessDenied");
        checkUp.Summary.ShouldBe("sesmailengine works; 1 of 11 checks ask for a look.");
    }

    [Fact]
    public void The_last_line_says_where_to_begin() => new StackTree(Plain).Check(Well with { Guard = ClosedGuard }).Summary
        .ShouldBe("sesmailengine needs attention: 1 of 11 checks failed (guard); begin with RATE001.");

    [Fact]
    public void A_closed_guard_tells_its_numbers_and_when_it_opens()
    {
        var finding = new GuardTree(Plain).Closed(ClosedGuard, Now)!;
        finding.Code.ShouldBe(ErrorCodes.BounceRate);
        finding.Facts.Select(f => $"{f.Name}: {f.Value}").ShouldBe(
        [
            "sent today: 100", "bounced today: 7", "bounce rate: 7 % (limit 5 %, from 50 mails on)",
            "opens after: 40 more mails without a bounce (critical ones pass the guard), or at the end of the UTC day",
            "new day: 2026-11-26 00:00:00 UTC, in 12 hours",
        ]);
    }
}
