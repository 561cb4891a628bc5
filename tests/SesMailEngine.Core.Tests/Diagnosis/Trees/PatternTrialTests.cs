using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Model;
using static SesMailEngine.Core.Tests.Diagnosis.AllAnswers;

namespace SesMailEngine.Core.Tests.Diagnosis.Trees;

public sealed class PatternTrialTests
{
    private static string Envelope => PatternTrial.Notification(Record(EmailStatus.Delivered) with { MetadataJson = """{"campaign":"summer"}""" }, EmailStatus.Delivered, Names);

    [Theory]
    [InlineData("""{"source":["sesmailengine"]}""", "")]
    [InlineData("""{"source":["shop"]}""", "source")]
    [InlineData("""{"source":["shop"],"detail-type":["Status Changed"]}""", "source,detail-type")]
    [InlineData("""{"detail":{"originalSource":["Shop"]}}""", "detail.originalSource")]
    [InlineData("""{"detail":{"originalSource":[{"prefix":"sh"}],"status":["bounced"]}}""", "detail.status")]
    [InlineData("""{"detail":{"metadata":{"campaign":["winter"]}}}""", "detail.metadata.campaign")]
    [InlineData("""{"detail":{"nothing":[{"exists":true}]}}""", "detail.nothing")]
    [InlineData("""{"detail":{"$or":[{"status":["bounced"]},{"status":["failed"]}]}}""", "detail.$or")]
    [InlineData("""{"detail":{"$or":[{"status":["bounced"]},{"status":["delivered"]}]}}""", "")]
    public void The_fields_that_do_not_fit_are_named(string pattern, string fields)
    {
        string.Join(',', PatternTrial.Mismatches(pattern, Envelope).Select(m => m.Field)).ShouldBe(fields);
        PatternTrial.Fits(pattern, Envelope).ShouldBe(fields.Length == 0);
    }

    [Fact]
    public void A_mismatch_says_what_was_asked_for_and_what_is_there()
    {
        var mismatch = PatternTrial.Mismatches("""{"detail":{"originalSource":["my.shop"]}}""", Envelope).ShouldHaveSingleItem();
        mismatch.Wanted.ShouldBe("""["my.shop"]""");
        mismatch.Found.ShouldBe("\"shop\"");
    }
}
