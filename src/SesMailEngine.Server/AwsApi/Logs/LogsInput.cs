using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>Reads what several operations take.</summary>
internal static class LogsInput
{
    // Times past the year 9999 are the end of time for the calendar.
    private static readonly long MaxTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>A time in milliseconds since 1970.</summary>
    public static DateTimeOffset? Time(this JsonElement input, string member)
    {
        if (input.Number(member) is not { } time) return null;
        if (time < 0) throw LogsErrors.Constraint($"'{time}'", member, "Member must have value greater than or equal to 0");
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(time, MaxTime));
    }

    /// <summary>The most of something wanted.</summary>
    public static int Limit(this JsonElement input, int max)
    {
        var limit = input.Number("limit") ?? max;
        if (limit >= 1 && limit <= max) return (int)limit;
        throw LogsErrors.Constraint(
            $"'{limit}'", "limit", $"Member must have value {(limit < 1 ? "greater than or equal to 1" : $"less than or equal to {max}")}");
    }

    /// <summary>Refuses a range that ends before it begins.</summary>
    public static void RequireOrder(DateTimeOffset? start, DateTimeOffset? end)
    {
        if (end < start) throw LogsErrors.Invalid("The endTime must not be before the startTime.");
    }

    /// <summary>Refuses <c>unmask</c>: this host has no data protection policies, and addresses are masked before a line is written.</summary>
    public static void RefuseUnmask(JsonElement input)
    {
        if (input.Flag("unmask") == true) throw AwsException.UnsupportedParameter("unmask");
    }
}
