using System.Globalization;
using SesMailEngine.Core.Sending;
using SesMailEngine.Lambda.Events;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>
/// A held message, put anew on its queue so that the receive does not count. The copy remembers the first message's id and
/// time, from which ids of requests without one follow, and how often it was put aside.
/// </summary>
/// <param name="Message">The message as it was received.</param>
/// <param name="Origin">What the sender was given: the first message's id and time.</param>
/// <param name="Delay">How long the queue keeps the copy back, 0 to 900 s in whole seconds.</param>
/// <param name="Holds">How often the request was put aside, this time included.</param>
internal sealed record DelayedCopy(SqsMessage Message, QueuedRequest Origin, TimeSpan Delay, int Holds)
{
    /// <summary>The attribute with the first message's id.</summary>
    public const string MessageIdAttribute = "FirstMessageId";

    /// <summary>The attribute with the first message's time, in milliseconds since 1970.</summary>
    public const string SentAtAttribute = "FirstSentTimestamp";

    /// <summary>The attribute with the number of holds.</summary>
    public const string HoldsAttribute = "Holds";

    private const int MaxHolds = 1_000_000;

    // SQS's own limit (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(900);

    // A hold this long waits for the account or for another sender, not for a slot: asking again and again costs.
    private static readonly TimeSpan LongHold = TimeSpan.FromSeconds(30);

    /// <summary>The attributes the copy carries.</summary>
    public IReadOnlyDictionary<string, string> Attributes => new Dictionary<string, string>
    {
        [MessageIdAttribute] = Origin.MessageId,
        [SentAtAttribute] = Origin.SentAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        [HoldsAttribute] = Holds.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What the sender is given of a message, be it the first one or a copy.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isRetry">True when it comes from the retry queue.</param>
    /// <param name="now">The time, for a message of an unknown one.</param>
    public static QueuedRequest Read(SqsMessage message, bool isRetry, DateTimeOffset now)
    {
        var sentAt = message.SentAt ?? now;
        if (message.Attributes.TryGetValue(SentAtAttribute, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            sentAt = SqsEvent.Time(milliseconds) ?? sentAt;
        }
        var messageId = message.Attributes.GetValueOrDefault(MessageIdAttribute) is { Length: > 0 and <= 128 } first
            ? first
            : message.MessageId;
        return new(message.Body, messageId, message.ReceiveCount, isRetry, sentAt);
    }

    /// <summary>
    /// The copy for a hold. Long holds double with each time, up to 15 minutes, so that a day's requests that wait for the
    /// daily quota do not come and go each minute.
    /// </summary>
    public static DelayedCopy Of(SqsMessage message, QueuedRequest origin, TimeSpan hold)
    {
        var holds = int.TryParse(
            message.Attributes.GetValueOrDefault(HoldsAttribute), NumberStyles.None, CultureInfo.InvariantCulture, out var told)
            ? Math.Min(told, MaxHolds) : 0;
        if (hold >= LongHold) hold *= Math.Pow(2, Math.Min(holds, 5));
        if (hold > LongestDelay) hold = LongestDelay;
        var seconds = Math.Max(0, Math.Ceiling(hold.TotalSeconds));
        return new(message, origin, TimeSpan.FromSeconds(seconds), holds + 1);
    }
}
