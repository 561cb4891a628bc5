using System.Globalization;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>A part of an object.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many.</param>
internal readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>
    /// Reads a <c>Range</c> header; null for the whole: no header, several ranges, or one that is none (RFC 9110 section 14.2).
    /// </summary>
    /// <exception cref="AwsException">The range begins behind the end.</exception>
    public static ByteRange? Read(string? header, int total)
    {
        const string unit = "bytes=";
        if (header is null || !header.StartsWith(unit, StringComparison.OrdinalIgnoreCase)) return null;
        var ends = header[unit.Length..].Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2) return null;
        if (ends[0].Length == 0)
        {
            if (!TryRead(ends[1], out var suffix)) return null;
            if (suffix == 0 || total == 0) throw Unsatisfiable(header, total);
            var length = (int)Math.Min(suffix, total);
            return new ByteRange(total - length, length);
        }
        var last = total - 1L;
        if (!TryRead(ends[0], out var start)) return null;
        if (ends[1].Length > 0 && (!TryRead(ends[1], out last) || last < start)) return null;
        if (start >= total) throw Unsatisfiable(header, total);
        return new ByteRange((int)start, (int)(Math.Min(last, total - 1L) - start + 1));
    }

    private static bool TryRead(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static AwsException Unsatisfiable(string header, int total) =>
        new("InvalidRange", "The requested range is not satisfiable", 416)
        {
            Details =
            [
                new("RangeRequested", header[..Math.Min(header.Length, 100)]), new("ActualObjectSize", ((long)total).ToText()),
            ],
        };
}
