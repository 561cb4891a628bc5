namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>The parameter ScanBy.</summary>
internal static class ScanOrder
{
    /// <summary>True for the oldest first; without the parameter the newest come first.</summary>
    public static bool IsAscending(string? scanBy) => scanBy switch
    {
        null or "TimestampDescending" => false,
        "TimestampAscending" => true,
        _ => throw CloudWatchErrors.Invalid("ScanBy must be TimestampAscending or TimestampDescending."),
    };
}
