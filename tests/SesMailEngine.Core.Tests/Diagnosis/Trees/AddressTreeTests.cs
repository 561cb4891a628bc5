using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Model;
using static SesMailEngine.Core.Tests.Diagnosis.AllAnswers;

namespace SesMailEngine.Core.Tests.Diagnosis.Trees;

public sealed class AddressTreeTests
{
    [Theory]
    [InlineData(0, "SUPP001")]
    [InlineData(1, "SUPP002")]
    [InlineData(2, "SUPP003")]
    [InlineData(3, "SUPP004")]
    public void A_suppressed_address_is_explained_by_its_reason(int entry, string code) =>
        Explain(Facts() with { Suppression = Entries[entry] }).Code.ShouldBe(code);

    [Fact]
    public void An_address_nobody_mailed_is_told_as_that() => Explain(Facts()).Code.ShouldBe("NO_MAIL");

    [Fact]
    public void The_latest_mail_explains_and_the_pattern_of_all_is_told()
    {
        var failed = Record(EmailStatus.Failed, "TMPL006");
        var finding = Explain(Facts(failed, failed, Record(EmailStatus.Delivered))).Findings[0];
        finding.Code.ShouldBe("TMPL006");
        finding.WhatHappened.ShouldContain("2 of the latest 3 mails");
        finding.Facts.ShouldContain(fact => fact.Value == "2 failed TMPL006, 1 delivered");
    }

    [Fact]
    public void Soft_bounces_in_a_row_say_how_many_are_left()
    {
        var finding = Explain(Facts(Record(EmailStatus.SoftBounced), Record(EmailStatus.Failed, "TMPL001"), Record(EmailStatus.SoftBounced), Record(EmailStatus.Delivered))).Findings[0];
        finding.Title.ShouldBe("2 soft bounces in a row");
        finding.WhatHappened.ShouldContain("1 more and it is suppressed");
    }

    [Fact]
    public void Earlier_failures_of_another_kind_come_after()
    {
        var codes = Explain(Facts(Record(EmailStatus.Delivered), Record(EmailStatus.Failed, "TMPL001"))).Findings.Select(f => f.Code);
        codes.ShouldBe(["DELIVERED", "TMPL001"]);
    }

    private static AddressFacts Facts(params TrackingRecord[] mails) => new()
    {
        Address = "jo.doe@example.org",
        Now = Now,
        Mails = mails,
        Latest = mails.Length == 0 ? null : Mail(mails[0]),
    };

    private static DiagnosisAnswer Explain(AddressFacts facts) => new AddressTree(Plain).Explain(facts);
}
