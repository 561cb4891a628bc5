namespace SesMailEngine.Lambda.Events;

/// <summary>A message of a batch (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html).</summary>
internal sealed record SqsMessage
{
    /// <summary>The queue's id of it; failures are told by it.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its body; empty when it was no text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Receives so far, this one included; 1 when the queue did not say.</summary>
    public int ReceiveCount { get; init; } = 1;

    /// <summary>When it was put on the queue; null when the queue did not say.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The queue's ARN; empty when it did not come.</summary>
    public string QueueArn { get; init; } = "";

    /// <summary>The sender's attributes that are text, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;
}
