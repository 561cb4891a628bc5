namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A target of a rule.</summary>
/// <param name="Id">Its id within the rule.</param>
/// <param name="Arn">What it is.</param>
/// <param name="DeadLetterArn">The queue for what cannot be delivered; null when it is lost.</param>
public sealed record RuleTargetReading(string Id, string Arn, string? DeadLetterArn);
