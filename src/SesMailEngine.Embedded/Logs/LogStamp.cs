using System.Buffers.Text;
using System.Text;

namespace SesMailEngine.Embedded.Logs;

/// <summary>Reads the time in front of a line, without reading the line.</summary>
internal static class LogStamp
{
    private static ReadOnlySpan<byte> Start => "{\"timestamp\":\""u8;

    /// <summary>
    /// The line's time; false for what is no line of the log: half a line left by a killed process, or something written by others.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out DateTimeOffset time)
    {
        time = default;
        if (!line.StartsWith(Start) || line[^1] != (byte)'}') return false;
        var text = line[Start.Length..];
        var length = text.IndexOf((byte)'"');
        if (length is not 24 || text[23] != (byte)'Z') return false;
        // 2026-11-24T12:00:00.000Z: fixed places, read digit by digit.
        return TryNumber(text[..4], out var year) && TryNumber(text[5..7], out var month) && TryNumber(text[8..10], out var day)
            && TryNumber(text[11..13], out var hour) && TryNumber(text[14..16], out var minute) && TryNumber(text[17..19], out var second)
            && TryNumber(text[20..23], out var millisecond) && TryMake(year, month, day, hour, minute, second, millisecond, out time);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && number >= 0 && Ascii.IsValid(text);

    private static bool TryMake(
        int year, int month, int day, int hour, int minute, int second, int millisecond, out DateTimeOffset time)
    {
        time = default;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        time = new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }
}
