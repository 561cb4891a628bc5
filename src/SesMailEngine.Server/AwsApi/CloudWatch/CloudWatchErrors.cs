using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>
/// CloudWatch's refusals with both their names: that of the JSON protocol and the older one of the query protocol, which clients of either era
/// report (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html and each operation's page).
/// </summary>
internal static class CloudWatchErrors
{
    /// <summary>A parameter is not given.</summary>
    public static AwsException Missing(string name) =>
        new("MissingRequiredParameterException", $"The parameter {name} is required.") { QueryCode = "MissingParameter" };

    /// <summary>A parameter has a value it cannot have.</summary>
    public static AwsException Invalid(string message) =>
        new("InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue" };

    /// <summary>Two parameters that do not go together, or more asked for than may be.</summary>
    public static AwsException Combination(string message) =>
        new("InvalidParameterCombinationException", message) { QueryCode = "InvalidParameterCombination" };

    /// <summary>What the operation's rules forbid.</summary>
    public static AwsException Validation(string message) =>
        new("ValidationException", message) { QueryCode = "ValidationError" };

    /// <summary>An alarm that does not exist.</summary>
    public static AwsException NoSuchAlarm(string name) =>
        new("ResourceNotFound", $"The alarm {Shown(name)} does not exist.", 404);

    /// <summary>A token that this host never gave.</summary>
    public static AwsException InvalidToken() => new("InvalidNextToken", "The NextToken is not one this host gave.");

    /// <summary>Data that is not JSON.</summary>
    public static AwsException InvalidFormat(string message) => new("InvalidFormatFault", message) { QueryCode = "InvalidFormat" };

    /// <summary>More than this host keeps.</summary>
    public static AwsException LimitExceeded(string message) => new("LimitExceededFault", message) { QueryCode = "LimitExceeded" };

    /// <summary>A text as messages may show it.</summary>
    public static string Shown(string text) => text.Length <= 100 ? text : text[..100];
}
