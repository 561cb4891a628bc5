namespace SesMailEngine.Core.Ports.Operations;

/// <summary>How many messages a dead letter queue holds.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Count">Messages that wait or are in somebody's hands; approximate, as SQS counts.</param>
public sealed record DeadLetterCount(DeadLetterQueue Queue, long Count);
