using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Tests.Ports.Operations;

public sealed class DeadLetterTests
{
    [Theory]
    [InlineData("""{"source":"app","detail":{"emailId":"id-1","to":"a@b.example","templateName":"welcome"}}""", "id-1")]
    [InlineData("""{"emailId":"email-2","originalEmailId":"id-1","source":"app","detail":{"to":"a@b.example"}}""", "email-2")]
    [InlineData("""{"eventType":"Bounce","mail":{"tags":{"emailId":["id-3"]}}}""", "id-3")]
    [InlineData("""{"Type":"Notification","Message":"{\"mail\":{\"tags\":{\"emailId\":[\"id-4\"]}}}"}""", "id-4")]
    [InlineData("""{"id":"e-1","time":"2026-11-24T22:00:00Z","detail":{"to":"a@b.example"}}""", "email-01a20f92ab00")]
    [InlineData("""{"id":"e-1","time":"yesterday","detail":{}}""", null)]
    [InlineData("""{"detail":7}""", null)]
    [InlineData("""{"Message":"no json"}""", null)]
    [InlineData("""[1]""", null)]
    [InlineData("no json", null)]
    public void The_mail_a_letter_is_about_is_found_whatever_wraps_it(string body, string? emailId)
    {
        var letter = DeadLetter.Read(DeadLetterQueue.Requests, "m", body);

        if (emailId is null) letter.EmailId.ShouldBeNull();
        else letter.EmailId.ShouldNotBeNull().ShouldStartWith(emailId);
        letter.Error.ShouldBe(emailId is null ? DeadLetter.Unreadable : DeadLetter.Unknown);
    }

    [Theory]
    [InlineData("id-1", null, true)]
    [InlineData("m", null, true)]
    [InlineData("id-2", null, false)]
    [InlineData(null, "UNKNOWN", true)]
    [InlineData(null, "SES006", false)]
    [InlineData("id-1", "SES006", false)]
    public void A_filter_takes_what_its_ids_and_errors_name(string? id, string? error, bool takes)
    {
        var letter = DeadLetter.Read(DeadLetterQueue.Requests, "m", """{"emailId":"id-1"}""");

        new DeadLetterFilter(id is null ? [] : [id], error is null ? [] : [error]).Takes(letter).ShouldBe(takes);
    }
}
