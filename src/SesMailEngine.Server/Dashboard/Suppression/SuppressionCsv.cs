using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.Dashboard.Suppression;

/// <summary>The list as CSV (RFC 4180): <c>email,suppressionType,reason,addedToSuppressionDate</c>.</summary>
internal static class SuppressionCsv
{
    /// <summary>The first line.</summary>
    public const string Head = "email,suppressionType,reason,addedToSuppressionDate";

    /// <summary>An entry's line.</summary>
    public static string Write(SuppressionEntry entry) =>
        $"{Quoted(entry.Email)},{entry.Type.ToWireName()},{Quoted(entry.Reason)},{entry.AddedAt.ToWire()}";

    /// <summary>
    /// A line's entry; null when it is none. An address alone is a manual entry; a type or time that is none makes it one of now.
    /// </summary>
    public static SuppressionEntry? Read(string line, int number, DateTimeOffset now)
    {
        if (line.Length > 2048) return null;
        if (number == 1) line = line.TrimStart('\uFEFF');
        var fields = line.Split(',').Select(field => field.Trim().Trim('"')).ToArray();
        if (!EmailAddress.TryParse(fields[0], out var address)) return null;
        var type = fields.Length > 1 && SuppressionReasons.TryParseType(fields[1], out var parsed) ? parsed : SuppressionType.Manual;
        return new SuppressionEntry
        {
            Email = address!.ComparisonKey,
            Type = type,
            Reason = type switch
            {
                SuppressionType.Complaint => SuppressionReasons.SpamComplaint,
                SuppressionType.Bounce => fields.Length > 2 && fields[2] == SuppressionReasons.ConsecutiveSoftBounces ? SuppressionReasons.ConsecutiveSoftBounces : SuppressionReasons.HardBounce,
                _ => SuppressionReasons.Manual,
            },
            AddedAt = (fields.Length > 3 && WireTime.TryParse(fields[3], out var added) && added <= now ? added : now).ToMilliseconds(),
        };
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
