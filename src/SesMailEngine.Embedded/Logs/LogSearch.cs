using Microsoft.Win32.SafeHandles;

namespace SesMailEngine.Embedded.Logs;

/// <summary>Finds a time in a log file without reading what is before it: lines are in the order of time.</summary>
internal static class LogSearch
{
    private const int CloseEnough = 64 << 10;

    /// <summary>A line's beginning from which no line that is not before <paramref name="time"/> is missed.</summary>
    public static long FirstAt(SafeFileHandle file, long length, DateTimeOffset time, LineBlock block)
    {
        var low = 0L;
        var high = length;
        while (high - low > CloseEnough)
        {
            var middle = low + (high - low) / 2;
            if (!TryReadAfter(file, middle, high, block, out var start, out var found)) high = middle;
            else if (found >= time) high = middle;
            else low = start;
        }
        return low;
    }

    // The first line of the log that begins behind an offset.
    private static bool TryReadAfter(
        SafeFileHandle file, long offset, long limit, LineBlock block, out long start, out DateTimeOffset time)
    {
        start = 0;
        time = default;
        if (!block.ReadForward(file, offset, limit)) return false;
        var lines = block.Lines.Span;
        // The offset is in the middle of a line, so what comes up to the line feed is not one.
        for (var at = lines.IndexOf((byte)'\n') + 1; at < lines.Length;)
        {
            var length = lines[at..].IndexOf((byte)'\n');
            if (LogStamp.TryRead(lines.Slice(at, length), out time))
            {
                start = block.Offset + at;
                return true;
            }
            at += length + 1;
        }
        return false;
    }
}
