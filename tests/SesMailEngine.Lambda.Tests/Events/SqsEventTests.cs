using System.Text;
using SesMailEngine.Lambda.Events;

namespace SesMailEngine.Lambda.Tests.Events;

public sealed class SqsEventTests
{
    [Fact]
    public void The_documents_own_event_is_read()
    {
        var messages = Parse("""
            {"Records": [
              {"messageId": "059f36b4-87a3-44ab-83d2-661975830a7d", "receiptHandle": "AQEB", "body": "Test message.",
               "attributes": {"ApproximateReceiveCount": "2", "SentTimestamp": "1545082649183",
                 "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1545082649185"},
               "messageAttributes": {"myAttribute": {"stringValue": "myValue", "stringListValues": [], "binaryListValues": [], "dataType": "String"}},
               "md5OfBody": "e4e6", "eventSource": "aws:sqs",
               "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue", "awsRegion": "us-east-2"},
              {"messageId": "2e14", "body": "second"}]}
            """);

        messages.Count.ShouldBe(2);
        messages[0].MessageId.ShouldBe("059f36b4-87a3-44ab-83d2-661975830a7d");
        messages[0].Body.ShouldBe("Test message.");
        messages[0].ReceiveCount.ShouldBe(2);
        messages[0].SentAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1545082649183));
        messages[0].QueueArn.ShouldBe("arn:aws:sqs:us-east-2:123456789012:my-queue");
        messages[0].Attributes["myAttribute"].ShouldBe("myValue");
        messages[1].ReceiveCount.ShouldBe(1);
        messages[1].SentAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"Records":[]}""", 0)]
    [InlineData("""{"x":{"Records":[1]},"Records":[{"messageId":"a"}],"y":[[]]}""", 1)]
    public void What_is_not_known_is_passed_over(string json, int count) => Parse(json).Count.ShouldBe(count);

    [Theory]
    [InlineData(""""{"messageId":"a","body":"\ud800"}"""", "", 1)]
    [InlineData("""{"messageId":"a","body":{"x":[1]}}""", "", 1)]
    [InlineData("""{"messageId":"a","body":"b","attributes":[1],"messageAttributes":"x"}""", "b", 1)]
    [InlineData("""{"messageId":"a","body":"b","attributes":{"ApproximateReceiveCount":"-3","SentTimestamp":"999999999999999999"}}""", "b", 1)]
    [InlineData("""{"messageId":"a","body":"b","attributes":{"ApproximateReceiveCount":7}}""", "b", 1)]
    [InlineData("""{"messageId":"a","body":"b","messageAttributes":{"x":1,"y":{"stringValue":{}},"z":{}}}""", "b", 1)]
    public void A_message_with_strange_parts_is_still_a_message(string record, string body, int receives)
    {
        var message = Parse($$"""{"Records":[{{record}}]}""").ShouldHaveSingleItem();

        message.Body.ShouldBe(body);
        message.ReceiveCount.ShouldBe(receives);
        message.SentAt.ShouldBeNull();
        message.Attributes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Records":{}}""")]
    [InlineData("""{"Records":[1]}""")]
    [InlineData("""{"Records":[{"body":"no id"}]}""")]
    [InlineData("""{"Records":[{"messageId":""}]}""")]
    [InlineData("""{"Records":[{"messageId":"\ud800"}]}""")]
    [InlineData("""{"Records":[{"messageId":"a"}""")]
    [InlineData("""{"Records":[{"messageId":"a"}]} more""")]
    public void What_is_no_batch_is_refused(string json) => Should.Throw<InvalidEventException>(() => Parse(json));

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        Should.Throw<InvalidEventException>(() => Parse(string.Concat(Enumerable.Repeat("""{"x":""", 100)) + "1" + new string('}', 100)));
        Should.Throw<InvalidEventException>(() => Parse(
            $$"""{"Records":[{{string.Join(',', Enumerable.Repeat("""{"messageId":"a"}""", 10_001))}}]}""")).Message.ShouldContain("10000");
    }

    [Fact]
    public void An_error_says_nothing_of_the_content()
    {
        var error = Should.Throw<InvalidEventException>(() => Parse("""{"Records":[{"body":"jo@example.com" secret"""));

        error.Message.ShouldNotContain("secret");
        error.Message.ShouldContain("byte");
    }

    private static IReadOnlyList<SqsMessage> Parse(string json) => SqsEvent.Parse(Encoding.UTF8.GetBytes(json));
}
