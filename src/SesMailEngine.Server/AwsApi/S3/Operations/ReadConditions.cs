using System.Globalization;
using SesMailEngine.Embedded.Objects;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>
/// The conditions of a read, in the order RFC 9110 section 13.2.2 gives them. The same rules hold for the source of a copy,
/// under other header names.
/// </summary>
internal static class ReadConditions
{
    /// <summary>True when the object may be read, false when the client has it already (304).</summary>
    /// <param name="call">The call.</param>
    /// <param name="stored">The object.</param>
    /// <param name="prefix">What the header names begin with: empty, or <c>x-amz-copy-source-</c>.</param>
    /// <exception cref="Protocol.AwsException">A condition does not hold.</exception>
    public static bool Allow(S3Call call, StoredObject stored, string prefix = "")
    {
        if (call.Header(prefix + "If-Match") is { } match)
        {
            if (!Matches(match, stored)) throw S3Errors.PreconditionFailed(prefix + "If-Match");
        }
        else if (Time(call, prefix + "If-Unmodified-Since") is { } unmodified && Seconds(stored.LastModified) > unmodified)
        {
            throw S3Errors.PreconditionFailed(prefix + "If-Unmodified-Since");
        }
        if (call.Header(prefix + "If-None-Match") is { } noneMatch) return !Matches(noneMatch, stored);
        return Time(call, prefix + "If-Modified-Since") is not { } modified || Seconds(stored.LastModified) > modified;
    }

    private static bool Matches(string header, StoredObject stored)
    {
        foreach (var entry in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var tag = entry.StartsWith("W/", StringComparison.Ordinal) ? entry[2..] : entry;
            if (tag == "*" || tag.Trim('"') == stored.ETag) return true;
        }
        return false;
    }

    // A date that cannot be read is no condition, as RFC 9110 has it.
    private static DateTimeOffset? Time(S3Call call, string header) =>
        call.Header(header) is { } text && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    // HTTP dates have no fractions.
    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
