using System.Globalization;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// Log streams: one a day, named as Lambda names them, <c>2026/11/24/[$LATEST]embedded</c>. A line written just before midnight may
/// be in the next day's stream.
/// </summary>
internal static class LogStreamName
{
    private const int MaxLength = 512;
    private const string DayFormat = "yyyy/MM/dd";
    private const string Ending = "/[$LATEST]embedded";

    /// <summary>The stream of a day.</summary>
    public static string Of(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture) + Ending;

    /// <summary>The day of a stream; null for a stream that cannot exist.</summary>
    public static DateOnly? DayOf(string name) =>
        name.EndsWith(Ending, StringComparison.Ordinal) && DateOnly.TryParseExact(
            name[..^Ending.Length], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    /// <summary>A stream's name, or the beginning of one, in a request; null when absent.</summary>
    public static string? Read(JsonElement input, string member) =>
        input.Text(member) is { } name ? RequireValid(name, member) : null;

    /// <summary>Refuses what cannot be a stream's name, nor its beginning.</summary>
    public static string RequireValid(string name, string member)
    {
        if (name.Length is < 1 or > MaxLength)
            throw LogsErrors.Constraint("of its length", member, $"Member must have length between 1 and {MaxLength}");
        return name.AsSpan().ContainsAny(':', '*')
            ? throw LogsErrors.Constraint("given", member, "Member must satisfy regular expression pattern: [^:*]*") : name;
    }
}
