using Amazon.SQS.Model;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.Tests.Sqs;

public sealed class DeadLettersTests
{
    [Fact]
    public void What_the_bus_says_of_a_letter_is_its_error()
    {
        var letter = DeadLetters.Read(DeadLetterQueue.Requests, new Message
        {
            MessageId = "m",
            ReceiptHandle = "r",
            Body = "{}",
            Attributes = new() { ["SentTimestamp"] = "1795557600000" },
            MessageAttributes = new() { ["ERROR_CODE"] = new() { StringValue = "NO_PERMISSIONS" }, ["ERROR_MESSAGE"] = new() { StringValue = "why" } },
        });

        (letter.Error, letter.ErrorMessage, letter.SentAt).ShouldBe(("NO_PERMISSIONS", "why", DateTimeOffset.FromUnixTimeMilliseconds(1795557600000)));
    }
}
