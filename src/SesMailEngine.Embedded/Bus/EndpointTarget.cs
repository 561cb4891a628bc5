namespace SesMailEngine.Embedded.Bus;

/// <summary>A target of a rule that is an HTTP endpoint.</summary>
/// <param name="Queue">The queue that holds what is to be posted to it.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="RuleArn">The rule's ARN.</param>
/// <param name="Target">The target.</param>
/// <param name="Url">Where to post.</param>
/// <param name="Headers">Headers to send.</param>
/// <param name="DeadLetterQueue">Where what cannot be delivered goes; null for nowhere.</param>
public sealed record EndpointTarget(
    string Queue, string Rule, string RuleArn, BusTarget Target, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? DeadLetterQueue);
