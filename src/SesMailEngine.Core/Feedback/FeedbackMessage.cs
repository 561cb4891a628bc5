using System.Text.Json;

namespace SesMailEngine.Core.Feedback;

/// <summary>What SES said, taken out of whatever carried it.</summary>
/// <param name="Content">The event; null when the message is no JSON object.</param>
/// <param name="SnsMessageId">SNS's id of the message, the same on every redelivery; null when SNS did not carry it.</param>
internal sealed record FeedbackMessage(JsonElement? Content, string? SnsMessageId)
{
    /// <summary>
    /// True for what SES and SNS say on the topic when it is set up. Not feedback, and no reason for an alarm.
    /// </summary>
    public bool IsTopicCheck { get; init; }
}
