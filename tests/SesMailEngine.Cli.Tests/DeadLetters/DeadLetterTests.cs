using Amazon.SQS.Model;
using SesMailEngine.Cli.DeadLetters;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Tests.DeadLetters;

public sealed class DeadLetterTests
{
    private static readonly DeadLetterQueue Queue = DeadLetterQueue.Of(new ResourceNames("s", "000000000000", "us-east-1"))[0];

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
        var letter = DeadLetter.Of(Queue, new Message { MessageId = "m", ReceiptHandle = "r", Body = body });

        if (emailId is null) letter.EmailId.ShouldBeNull();
        else letter.EmailId.ShouldNotBeNull().ShouldStartWith(emailId);
        letter.Error.ShouldBe(emailId is null ? "unreadable" : "unknown");
    }

    [Fact]
    public void What_the_bus_says_of_a_letter_is_its_error()
    {
        var letter = DeadLetter.Of(Queue, new Message
        {
            MessageId = "m",
            ReceiptHandle = "r",
            Body = "{}",
            Attributes = new() { ["SentTimestamp"] = "1795557600000" },
            MessageAttributes = new() { ["ERROR_CODE"] = new() { StringValue = "NO_PERMISSIONS" }, ["ERROR_MESSAGE"] = new() { StringValue = "why" } },
        });

        (letter.Error, letter.ErrorMessage, letter.SentAt).ShouldBe(("NO_PERMISSIONS", "why", DateTimeOffset.FromUnixTimeMilliseconds(1795557600000)));
    }

    [Theory]
    [InlineData("id-1", null, true)]
    [InlineData("m", null, true)]
    [InlineData("id-2", null, false)]
    [InlineData(null, "unknown", true)]
    [InlineData(null, "SES006", false)]
    [InlineData("id-1", "SES006", false)]
    public void A_filter_takes_what_its_ids_and_errors_name(string? id, string? error, bool takes)
    {
        var letter = DeadLetter.Of(Queue, new Message { MessageId = "m", ReceiptHandle = "r", Body = """{"emailId":"id-1"}""" });

        new DeadLetterFilter(id is null ? [] : [id], error is null ? [] : [error]).Takes(letter).ShouldBe(takes);
    }
}
