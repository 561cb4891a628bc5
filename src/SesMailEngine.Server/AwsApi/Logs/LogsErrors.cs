using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>The refusals of CloudWatch Logs (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html and each operation's page).</summary>
internal static class LogsErrors
{
    /// <summary>A parameter, or several together, that the service does not take.</summary>
    public static AwsException Invalid(string message) => new("InvalidParameterException", message);

    /// <summary>A member outside what its constraint allows, in the words of AWS's validation.</summary>
    public static AwsException Constraint(string value, string member, string constraint) =>
        Invalid($"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: {constraint}");

    /// <summary>A log group that does not exist.</summary>
    public static AwsException NoGroup() => new("ResourceNotFoundException", "The specified log group does not exist.");

    /// <summary>A log stream that does not exist.</summary>
    public static AwsException NoStream() => new("ResourceNotFoundException", "The specified log stream does not exist.");

    /// <summary>A token that is not of this operation and log group.</summary>
    public static AwsException BadToken() => Invalid("The specified nextToken is invalid.");
}
