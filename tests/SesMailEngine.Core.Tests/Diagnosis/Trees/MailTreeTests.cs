using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Templates.Checks;
using static SesMailEngine.Core.Tests.Diagnosis.AllAnswers;

namespace SesMailEngine.Core.Tests.Diagnosis.Trees;

public sealed class MailTreeTests
{
    [Theory]
    [InlineData(EmailStatus.Sending, "SENDING", FindingSeverity.Notice)]
    [InlineData(EmailStatus.Sent, "SENT", FindingSeverity.Notice)]
    [InlineData(EmailStatus.Delivered, "DELIVERED", FindingSeverity.Fine)]
    [InlineData(EmailStatus.Opened, "OPENED", FindingSeverity.Fine)]
    [InlineData(EmailStatus.SoftBounced, "SOFT_BOUNCED", FindingSeverity.Warning)]
    [InlineData(EmailStatus.Bounced, "SUPP001", FindingSeverity.Problem)]
    [InlineData(EmailStatus.Complained, "SUPP003", FindingSeverity.Problem)]
    public void Each_status_has_its_answer(EmailStatus status, string code, FindingSeverity severity)
    {
        var answer = Explain(Record(status));
        answer.Code.ShouldBe(code);
        answer.Findings[0].Severity.ShouldBe(severity);
    }

    public static TheoryData<string> TrackedCodes => new(ErrorCatalogue.All.Where(entry => entry.Tracked).Select(entry => entry.Code));

    [Theory, MemberData(nameof(TrackedCodes))]
    public void A_failed_mail_is_explained_by_its_code(string code)
    {
        var finding = new MailTree(Plain).Explain(Mail(Record(EmailStatus.Failed, code)) with { SuppressionWasRead = false }).Findings[0];
        finding.Code.ShouldBe(code);
        finding.WhatHappened.ShouldContain("2026-11-25 11:56:00 UTC");
        finding.Steps.ShouldNotBeEmpty();
        finding.Facts.ShouldContain(fact => fact.Name == "emailId" && fact.Value == "mail-1");
    }

    [Fact]
    public void A_record_without_a_code_is_explained_by_its_message() =>
        Explain(Record(EmailStatus.Failed) with { ErrorMessage = "Failed to render template 'x': Undefined variable: 'a' is undefined" }).Code.ShouldBe("TMPL007");

    [Fact]
    public void A_claim_that_ran_out_long_ago_is_stuck()
    {
        Explain(Record(EmailStatus.Sending) with { ClaimedAt = Now.AddMinutes(-25) }).Code.ShouldBe("SENDING_STUCK");
        Explain(Record(EmailStatus.Sending) with { ClaimedAt = Now.AddMinutes(-15) }).Code.ShouldBe("SENDING");
    }

    [Fact]
    public void Feedback_that_does_not_come_for_long_is_worth_a_look()
    {
        Explain(Record(EmailStatus.Sent) with { SentAt = Now.AddMinutes(-14) }).Code.ShouldBe("SENT");
        Explain(Record(EmailStatus.Sent) with { SentAt = Now.AddMinutes(-16) }).Code.ShouldBe("SENT_NO_FEEDBACK");
    }

    [Fact]
    public void A_retry_is_named_with_what_became_of_it()
    {
        var first = Record(EmailStatus.SoftBounced);
        var retry = Record(EmailStatus.Delivered) with { EmailId = "mail-1r", RetryAttempt = 1 };
        var finding = new MailTree(Plain).Explain(Mail(first) with { Attempts = [first, retry] }).Findings[0];
        finding.WhatHappened.ShouldContain("Its retry mail-1r is delivered.");
        finding.Steps.ShouldContain(step => step.Command == "sesmailengine why mail-1r");
    }

    [Fact]
    public void A_retry_that_failed_says_what_it_repeated() =>
        Explain(Record(EmailStatus.Failed, "RATE002") with { RetryAttempt = 1, OriginalEmailId = "mail-0" }).Findings[0].WhatHappened.ShouldContain("the retry of mail-0");

    [Fact]
    public void Missing_variables_are_told_beside_those_that_came()
    {
        var record = Record(EmailStatus.Failed, "TMPL006", "Failed to render template 'order-ready': Missing required variables: ['orderId', 'total']");
        var template = new TemplateFacts("order-ready", new CheckReport("order-ready", [], null),
            new TemplateMetadata { RequiredVariables = ["name", "orderId", "total"] }, []);
        var finding = new MailTree(Plain).Explain(Mail(record) with { Template = template }).Findings[0];
        finding.Facts.Single(f => f.Name == "required").Value.ShouldBe("name, orderId, total");
        finding.Facts.Single(f => f.Name == "came").Value.ShouldBe("name");
        finding.Facts.Single(f => f.Name == "missing").Value.ShouldBe("orderId, total");
        finding.Steps[0].Command.ShouldBe(
            "sesmailengine send --to success@simulator.amazonses.com --template order-ready --data '{\"name\":\"name\",\"orderId\":\"orderId\",\"total\":\"total\"}'");
        finding.Verify.ShouldBe("sesmailengine template check order-ready");
    }

    [Fact]
    public void A_misspelt_template_is_told_the_nearest_name()
    {
        var template = new TemplateFacts("wellcome", new CheckReport("wellcome", [], null), null, ["invoice", "welcome"]);
        var finding = new MailTree(Plain).Explain(Mail(Record(EmailStatus.Failed, "TMPL001") with { TemplateName = "wellcome" }) with
        {
            Template = template with { Report = new("wellcome", [new CheckFinding { Severity = CheckSeverity.Error, Rule = "r", File = "wellcome", Message = "m", Fix = "f", ErrorCode = "TMPL001" }], null) },
        }).Findings[0];
        finding.Facts.Single(f => f.Name == "nearest name").Value.ShouldBe("welcome");
        finding.Steps[0].Text.ShouldContain("'welcome'");
    }

    [Fact]
    public void A_suppression_that_is_gone_means_send_again()
    {
        var finding = Explain(Record(EmailStatus.Failed, "SUPP001")).Findings[0];
        finding.Severity.ShouldBe(FindingSeverity.Notice);
        finding.Steps.ShouldHaveSingleItem().Text.ShouldStartWith("Send the request again");
    }

    [Fact]
    public void A_complaint_that_came_since_wins_over_the_reason_of_then() =>
        new MailTree(Plain).Explain(Mail(Record(EmailStatus.Failed, "SUPP001")) with { Suppression = Entries[2] }).Code.ShouldBe("SUPP003");

    [Fact]
    public void Throttling_with_empty_dead_letter_queues_is_expected()
    {
        var record = Record(EmailStatus.Failed, "SES006") with { ErrorType = null };
        var queues = new[] { new QueueReading("q-DLQ", 0, 0, 0, null) { HoldsDeadLetters = true } };
        var finding = new MailTree(Plain).Explain(Mail(record) with { Queues = queues }).Findings[0];
        finding.Id.ShouldBe("ses.throttled.expected");
        finding.Severity.ShouldBe(FindingSeverity.Notice);
        new MailTree(Plain).Explain(Mail(record with { ErrorType = ErrorTypes.Throttled }) with { Queues = queues }).Findings[0].Id.ShouldBe("ses.throttled");
    }

    [Fact]
    public void No_record_but_a_dead_letter_is_the_answer()
    {
        var letter = DeadLetter.Read(DeadLetterQueue.Requests, "m1", """{"detail":{"emailId":"mail-1"}}""") with { ErrorCode = "AWS003", SentAt = Now };
        var answer = new MailTree(Plain).Explain(Mail(null) with { DeadLetter = letter });
        answer.Code.ShouldBe("DEAD_LETTER");
        answer.Findings.ShouldHaveSingleItem().Steps[1].Command.ShouldBe("sesmailengine dlq redrive --queue requests --id mail-1");
    }

    [Fact]
    public void No_record_while_requests_wait_is_probably_waiting_too()
    {
        var answer = new MailTree(Plain).Explain(Mail(null) with { Queues = [new QueueReading("q", 7, 0, 0, null)] });
        answer.Findings.Select(f => f.Code).ShouldBe(["QUEUED", "NO_RECORD"]);
    }

    [Fact]
    public void Nothing_anywhere_is_told_as_that() => new MailTree(Plain).Explain(Mail(null)).Code.ShouldBe("NO_RECORD");

    private static DiagnosisAnswer Explain(TrackingRecord record) => new MailTree(Plain).Explain(Mail(record));
}
