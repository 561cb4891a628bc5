using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using static SesMailEngine.Core.Tests.Diagnosis.AllAnswers;

namespace SesMailEngine.Core.Tests.Diagnosis.Trees;

public sealed class NotificationTreeTests
{
    private static readonly RuleTargetReading Target = new("1", "arn:aws:sqs:us-east-1:000000000000:mine", null);

    [Theory]
    [InlineData("""{"source":["sesmailengine"],"detail-type":["Email Status Changed"]}""", "RULE_FITS")]
    [InlineData("""{"source":["shop"],"detail-type":["Email Status Changed"]}""", "RULE_PATTERN")]
    [InlineData("""{"source":["sesmailengine"],"detail":{"originalSource":["Shop"]}}""", "RULE_PATTERN")]
    [InlineData("""{"source":["sesmailengine"],"detail":{"status":["bounced","complained"]}}""", "RULE_FILTERS")]
    [InlineData("""{"source":"sesmailengine"}""", "RULE_BROKEN")]
    public void A_rule_is_tried_on_the_mails_own_notification(string pattern, string code) =>
        Explain(new RuleReading("mine", true, pattern, [Target])).Code.ShouldBe(code);

    [Fact]
    public void The_field_that_does_not_fit_is_named_with_both_values()
    {
        var finding = Explain(new RuleReading("mine", true, """{"source":["shop"]}""", [Target])).Findings[0];
        finding.Title.ShouldBe("Rule 'mine' does not match: source");
        finding.WhatHappened.ShouldContain("""the pattern asks for ["shop"], the notification has "sesmailengine".""");
        finding.Steps[0].Command!.ShouldContain("""'{"source":["sesmailengine"],"detail-type":["Email Status Changed"],"detail":{"originalSource":["shop"]}}'""");
    }

    [Fact]
    public void A_rule_that_fits_may_be_off_or_lead_nowhere()
    {
        const string Pattern = """{"source":["sesmailengine"]}""";
        Explain(new RuleReading("mine", false, Pattern, [Target])).Code.ShouldBe("RULE_DISABLED");
        Explain(new RuleReading("mine", true, Pattern, [])).Code.ShouldBe("RULE_NO_TARGET");
        new NotificationTree(Plain).Explain(Facts(new RuleReading("mine", true, Pattern, [Target])) with
        {
            TargetProblems = new Dictionary<string, string> { [Target.Arn] = "There is no such queue." },
        }).Code.ShouldBe("TARGET_UNREACHABLE");
    }

    [Fact]
    public void No_rule_at_all_is_the_first_thing_to_say() => new NotificationTree(Plain).Explain(Facts()).Code.ShouldBe("NO_RULE");

    [Fact]
    public void A_mail_that_is_only_sent_has_nothing_to_tell_yet() =>
        new NotificationTree(Plain).Explain(Facts(new RuleReading("mine", true, """{"source":["sesmailengine"]}""", [Target])) with { Record = Record(EmailStatus.Sent) })
            .Findings.ShouldContain(finding => finding.Code == "NOTHING_TO_TELL");

    [Fact]
    public void A_publishing_failure_in_the_log_is_told() =>
        new NotificationTree(Plain).Explain(Facts() with { Failures = [new(Now, "FeedbackProcessor", "Failed to publish status delivered: PutEvents AccessDenied", "FBK007")] })
            .Findings.ShouldContain(finding => finding.Code == "FBK007");

    private static NotificationFacts Facts(params RuleReading[] rules) =>
        new() { Names = Names, Now = Now, Rules = rules, Record = Record(EmailStatus.Delivered) };

    private static DiagnosisAnswer Explain(RuleReading rule) => new NotificationTree(Plain).Explain(Facts(rule));
}
