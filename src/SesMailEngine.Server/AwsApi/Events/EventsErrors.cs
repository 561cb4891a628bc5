using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>EventBridge's refusals (https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html and each operation's page).</summary>
internal static class EventsErrors
{
    /// <summary>A bus or rule that does not exist.</summary>
    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message);

    /// <summary>A rule of that name does not exist on the bus.</summary>
    public static AwsException RuleNotFound(string rule, string bus) =>
        NotFound($"Rule {rule} does not exist on EventBus {bus}.");

    /// <summary>A rule the stack needs, which nobody may change.</summary>
    public static AwsException Managed(string rule) =>
        new("ManagedRuleException", $"Rule {rule} is part of the stack and cannot be changed.");

    /// <summary>More than the account may have.</summary>
    public static AwsException LimitExceeded() =>
        new("LimitExceededException", "The requested resource exceeds the maximum number allowed.");

    /// <summary>A member outside the lengths or values its constraint allows, in the words of AWS's validation.</summary>
    public static AwsException Constraint(string value, string member, string constraint) => AwsException.Validation(
        $"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: {constraint}");
}
