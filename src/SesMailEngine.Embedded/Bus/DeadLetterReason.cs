using System.Globalization;

namespace SesMailEngine.Embedded.Bus;

/// <summary>
/// Why an event is a dead letter, in the message attributes of EventBridge
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
/// </summary>
/// <param name="RuleArn">The rule.</param>
/// <param name="TargetArn">The target.</param>
/// <param name="Code">What went wrong, one word.</param>
/// <param name="Message">The same, one sentence.</param>
public sealed record DeadLetterReason(string RuleArn, string TargetArn, string Code, string Message)
{
    /// <summary>The limit that ended the retries, <c>MaximumRetryAttempts</c> or <c>MaximumEventAgeInSeconds</c>; null without retries.</summary>
    public string? ExhaustedCondition { get; init; }

    /// <summary>How often it was tried again.</summary>
    public int? RetryAttempts { get; init; }

    /// <summary>The attributes as the JSON object of the SQS API.</summary>
    public string ToAttributes()
    {
        var attributes = new List<string>
        {
            Text("RULE_ARN", RuleArn), Text("TARGET_ARN", TargetArn), Text("ERROR_CODE", Code), Text("ERROR_MESSAGE", Message),
        };
        if (ExhaustedCondition is { } condition) attributes.Add(Text("EXHAUSTED_RETRY_CONDITION", condition));
        if (RetryAttempts is { } attempts) attributes.Add(Member("RETRY_ATTEMPTS", "Number", attempts.ToString(CultureInfo.InvariantCulture)));
        return $"{{{string.Join(',', attributes)}}}";
    }

    private static string Text(string name, string value) => Member(name, "String", value);

    private static string Member(string name, string type, string value) =>
        $$"""
        "{{name}}":{"DataType":"{{type}}","StringValue":"{{EventEnvelope.Escape(value)}}"}
        """;
}
