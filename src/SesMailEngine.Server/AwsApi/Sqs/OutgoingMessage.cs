using System.Text;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>A message to send, checked, with the digests the answer carries.</summary>
/// <param name="Message">What goes on the queue.</param>
/// <param name="Size">Its bytes with its attributes.</param>
/// <param name="BodyMd5">The MD5 of the body.</param>
/// <param name="AttributesMd5">The MD5 of the attributes; null without any.</param>
/// <param name="SystemAttributesMd5">The MD5 of the system attributes; null without any.</param>
internal sealed record OutgoingMessage(
    NewMessage Message, int Size, string BodyMd5, string? AttributesMd5, string? SystemAttributesMd5)
{
    /// <summary>Reads a message from the parameters of SendMessage or of one batch entry.</summary>
    public static OutgoingMessage Read(ISqsInput input)
    {
        var body = SqsCall.Require(input, "MessageBody");
        MessageLimits.CheckCharacters(body);
        var delay = SqsCall.Seconds(input, "DelaySeconds", 900);
        if (input.Text("MessageGroupId") is not null || input.Text("MessageDeduplicationId") is not null)
            throw SqsErrors.InvalidParameter("The request includes a parameter that is not valid for this queue type.");
        var attributes = input.MessageAttributes("MessageAttributes");
        MessageAttributes.Check(attributes);
        var system = input.MessageAttributes("MessageSystemAttributes");
        if (system.Any(attribute => attribute.Name != "AWSTraceHeader"))
            throw SqsErrors.InvalidParameter("Message system attributes: only AWSTraceHeader is supported.");
        return new OutgoingMessage(
            new NewMessage(body, MessageAttributes.ToJson(attributes), delay),
            Encoding.UTF8.GetByteCount(body) + MessageAttributes.Size(attributes),
            MessageLimits.Md5(body), MessageAttributes.Md5(attributes), MessageAttributes.Md5(system));
    }

    /// <summary>The refusal of a message that is too large alone; null when it is not.</summary>
    public AwsException? SizeProblem() => Size <= MessageLimits.MaxBytes ? null : SqsErrors.InvalidParameter(
        $"One or more parameters are invalid. Reason: Message must be shorter than {MessageLimits.MaxBytes} bytes.");

    /// <summary>Writes id and digests.</summary>
    public void Write(ISqsOutput output, string messageId)
    {
        output.Text("MessageId", messageId);
        output.Text("MD5OfMessageBody", BodyMd5);
        output.Text("MD5OfMessageAttributes", AttributesMd5);
        output.Text("MD5OfMessageSystemAttributes", SystemAttributesMd5);
    }
}
