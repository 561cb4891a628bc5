using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class ReceiptHandleTests
{
    private static readonly StoredMessage Message = new()
    {
        Key = MessageKeys.Of(7, 42),
        MessageId = new Guid("019ab5b1-ae00-7000-bfff-ffffffffffff"),
        SentAt = 0,
        VisibleAt = 0,
        Receives = 3,
    };

    [Fact]
    public void A_handle_is_read_back_and_knows_its_message()
    {
        ReceiptHandle.TryParse(ReceiptHandle.Of(Message).ToString(), out var handle).ShouldBeTrue();

        handle.IsOf(Message).ShouldBeTrue();
        handle.Receive.ShouldBe(3);
        MessageKeys.QueueOf(handle.Key).ShouldBe(7);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_no_handle(string? text) => ReceiptHandle.TryParse(text, out _).ShouldBeFalse();
}
