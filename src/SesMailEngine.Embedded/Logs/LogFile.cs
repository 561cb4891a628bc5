using System.Globalization;

namespace SesMailEngine.Embedded.Logs;

/// <summary>
/// One file of a log: <c>{function}/{day}.jsonl</c>, and when that is full <c>{day}.1.jsonl</c> and so on.
/// </summary>
/// <param name="Path">Where it is.</param>
/// <param name="Day">Its day, UTC: when its lines were written to it.</param>
/// <param name="Part">Its number on that day, from 0.</param>
internal sealed record LogFile(string Path, DateOnly Day, int Part)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string Extension = ".jsonl";

    /// <summary>A function's file.</summary>
    public static LogFile Of(string folder, DateOnly day, int part) => new(
        System.IO.Path.Combine(
            folder, day.ToString(DayFormat, CultureInfo.InvariantCulture) + (part == 0 ? "" : $".{part}") + Extension),
        day, part);

    /// <summary>The files of a folder, oldest first. Files with other names are left alone.</summary>
    public static List<LogFile> In(string folder)
    {
        var files = new List<LogFile>();
        if (!Directory.Exists(folder)) return files;
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            if (Parse(path) is { } file) files.Add(file);
        }
        files.Sort(static (a, b) => a.Day == b.Day ? a.Part.CompareTo(b.Part) : a.Day.CompareTo(b.Day));
        return files;
    }

    /// <summary>True when this file comes before a position's file.</summary>
    public bool IsBefore(LogPosition position) => Day < position.Day || (Day == position.Day && Part < position.Part);

    /// <summary>True when a position is in this file.</summary>
    public bool Holds(LogPosition position) => Day == position.Day && Part == position.Part;

    private static LogFile? Parse(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var part = 0;
        if (name.Length > DayFormat.Length)
        {
            if (name[DayFormat.Length] != '.' || !int.TryParse(name.AsSpan(DayFormat.Length + 1), NumberStyles.None,
                CultureInfo.InvariantCulture, out part) || part == 0) return null;
            name = name[..DayFormat.Length];
        }
        return DateOnly.TryParseExact(name, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new LogFile(path, day, part) : null;
    }
}
