using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Tests.Diagnosis.Answers;

public sealed class AdviceRulesTests
{
    public static TheoryData<bool> Both => new(true, false);

    [Theory, MemberData(nameof(Both))]
    public void No_answer_takes_a_complaint_off_the_list(bool plain)
    {
        foreach (var finding in AllAnswers.Of(new AnswerWords(IsPlain: plain)).Where(f => f is { Code: ErrorCodes.SuppressedComplaint, Severity: > FindingSeverity.Notice }))
        {
            finding.Steps.ShouldNotContain(step => AdviceRules.Removes(step), finding.Id);
            finding.Steps.ShouldNotContain(step => step.Command != null && step.Command.Contains("remove", StringComparison.Ordinal));
            finding.Steps[0].Text.ShouldStartWith("Do not remove");
        }
    }

    [Theory, MemberData(nameof(Both))]
    public void No_answer_takes_anything_off_the_list_without_saying_what_it_costs(bool plain)
    {
        var removals = AllAnswers.Of(new AnswerWords(IsPlain: plain)).SelectMany(f => f.Steps).Where(AdviceRules.Removes).ToArray();
        removals.ShouldNotBeEmpty();
        removals.ShouldAllBe(step => step.Text.Contains(AdviceRules.RemovalRisk, StringComparison.Ordinal));
        foreach (var finding in AllAnswers.Of(AllAnswers.Plain).Where(f => f.Steps.Any(AdviceRules.Removes))) AdviceRules.Removes(finding.Steps[0]).ShouldBeFalse(finding.Code);
    }

    [Fact]
    public void Raising_the_threshold_is_the_last_choice_wherever_it_is_named()
    {
        var named = AllAnswers.Of(AllAnswers.Plain).Where(f => f.Steps.Any(AdviceRules.RaisesThreshold)).ToArray();
        named.ShouldNotBeEmpty();
        foreach (var finding in named)
        {
            finding.Steps.Count.ShouldBeGreaterThan(1);
            AdviceRules.RaisesThreshold(finding.Steps[^1]).ShouldBeTrue();
            finding.Steps.SkipLast(1).ShouldNotContain(step => AdviceRules.RaisesThreshold(step));
            finding.Steps[^1].Text.ShouldContain(AdviceRules.ThresholdRisk);
        }
    }

    // Whatever a tree would say one day: the rules stand behind all of them.
    [Fact]
    public void Forbidden_advice_does_not_come_through()
    {
        var complaint = Finding(ErrorCodes.SuppressedComplaint, new("Take it off.", "sesmailengine suppression remove jo@example.org"), new("Remove the entry from the table."), new("Write a letter."));
        new DiagnosisAnswer("x", [complaint], []).Findings[0].Steps.Select(step => step.Text).ShouldBe(["Write a letter."]);

        var bounce = Finding(ErrorCodes.SuppressedHardBounce, new FixStep("Take it off.", "aws dynamodb delete-item --table-name S-Suppression"));
        new DiagnosisAnswer("x", [bounce], []).Findings[0].Steps[0].Text.ShouldContain(AdviceRules.RemovalRisk);

        var guard = Finding(ErrorCodes.BounceRate, new("Raise BounceRateThreshold."), new("Wait."));
        new DiagnosisAnswer("x", [guard], []).Findings[0].Steps.Select(step => step.Text[..4]).ShouldBe(["Wait", "Rais"]);
        new DiagnosisAnswer("x", [Finding("RATE001", new FixStep("Raise BounceRateThreshold."))], []).Findings[0].Steps.ShouldBeEmpty();
    }

    private static Finding Finding(string code, params FixStep[] steps) => new()
    {
        Id = "test",
        Code = code,
        Title = "t",
        Severity = FindingSeverity.Problem,
        WhatHappened = "w",
        Steps = steps,
        Verify = "v",
        Document = "d",
    };
}
