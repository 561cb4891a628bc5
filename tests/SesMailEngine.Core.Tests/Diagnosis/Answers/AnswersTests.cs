using SesMailEngine.Core.Diagnosis.Answers;

namespace SesMailEngine.Core.Tests.Diagnosis.Answers;

public sealed class AnswersTests
{
    [Fact]
    public void Every_answer_is_whole()
    {
        foreach (var finding in AllAnswers.Of(AllAnswers.Plain))
        {
            finding.Code.ShouldNotBeNullOrWhiteSpace();
            finding.Title.ShouldNotBeNullOrWhiteSpace(finding.Code);
            finding.WhatHappened.ShouldNotBeNullOrWhiteSpace(finding.Code);
            finding.Verify.ShouldStartWith("sesmailengine ", customMessage: finding.Code);
            finding.Document.ShouldStartWith("docs/", customMessage: finding.Code);
            if (finding.Severity >= FindingSeverity.Warning) finding.Steps.ShouldNotBeEmpty(finding.Code);
        }
    }

    [Fact]
    public void A_masked_answer_shows_no_address_whole()
    {
        foreach (var finding in AllAnswers.Of(new AnswerWords()).Where(f => !f.Verify.Contains('@', StringComparison.Ordinal)))
        {
            foreach (var text in finding.Facts.Select(f => f.Value).Concat(finding.Steps.Select(s => s.Text + s.Command)).Append(finding.WhatHappened).Append(finding.Title))
            {
                text.ShouldNotContain("jo.doe@", customMessage: finding.Code);
            }
        }
    }

    [Fact]
    public void Commands_lead_to_the_stack_that_was_asked()
    {
        foreach (var finding in AllAnswers.Of(new AnswerWords(" --stack shop --aws", StackName: "shop")))
        {
            foreach (var command in finding.Steps.Select(s => s.Command).Append(finding.Verify).OfType<string>().Where(c => c.StartsWith("sesmailengine", StringComparison.Ordinal)))
            {
                (command.EndsWith(" --stack shop --aws", StringComparison.Ordinal) || command.EndsWith(" --stack-name shop", StringComparison.Ordinal)).ShouldBeTrue(command);
            }
        }
    }

    [Theory]
    [InlineData("mail-1", "sesmailengine why mail-1")]
    [InlineData("a b", "sesmailengine why 'a b'")]
    [InlineData("it's; rm -rf /", "sesmailengine why 'it'\\''s; rm -rf /'")]
    [InlineData("$(id)", "sesmailengine why '$(id)'")]
    public void An_argument_is_quoted_where_a_shell_would_read_more_into_it(string subject, string command) =>
        new AnswerWords().Why(subject).ShouldBe(command);

    [Theory]
    [InlineData(0, "0 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(119, "119 seconds")]
    [InlineData(120, "2 minutes")]
    [InlineData(7200, "2 hours")]
    [InlineData(172800, "2 days")]
    public void Durations_are_told_in_the_unit_people_use(int seconds, string text) =>
        AnswerWords.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
