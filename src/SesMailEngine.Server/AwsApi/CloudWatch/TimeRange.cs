namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>The parameters StartTime and EndTime.</summary>
internal static class TimeRange
{
    /// <summary>Both times; the first is cut to its minute, as CloudWatch does with times of the last 15 days.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Of(CloudWatchInput input)
    {
        var from = input.RequireTime("StartTime");
        var until = input.RequireTime("EndTime");
        if (from >= until) throw CloudWatchErrors.Invalid("The parameter StartTime must be less than the parameter EndTime.");
        return (new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero), until);
    }
}
