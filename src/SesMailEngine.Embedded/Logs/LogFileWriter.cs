namespace SesMailEngine.Embedded.Logs;

/// <summary>Appends a function's lines to its files and keeps those within their size. One caller at a time.</summary>
/// <param name="folder">The function's folder.</param>
/// <param name="maxBytes">The most bytes kept, in all files together, give or take the file in use.</param>
internal sealed class LogFileWriter(string folder, long maxBytes)
{
    // Old lines go a file at a time: a sixteenth of what is kept.
    private readonly long partBytes = Math.Max(1, maxBytes / 16);
    private LogFile? current;

    /// <summary>Appends whole lines, and starts another file when the one in use is full.</summary>
    /// <returns>True when old files had to go to make room.</returns>
    public bool Append(ReadOnlyMemory<byte> lines, DateOnly day)
    {
        Directory.CreateDirectory(folder);
        var file = FileFor(day);
        using var stream = new FileStream(
            file.Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        // A killed process or a full disk may have left half a line; the next begins on a line of its own.
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n') stream.WriteByte((byte)'\n');
        }
        stream.Write(lines.Span);
        if (stream.Length < partBytes) return false;
        current = LogFile.Of(folder, day, file.Part + 1);
        return MakeRoom();
    }

    /// <summary>Deletes the files of days before <paramref name="oldest"/>.</summary>
    public void ClearBefore(DateOnly oldest)
    {
        foreach (var file in LogFile.In(folder))
        {
            if (file.Day < oldest) File.Delete(file.Path);
        }
    }

    private LogFile FileFor(DateOnly day)
    {
        if (current?.Day != day)
        {
            current = LogFile.In(folder).FindLast(file => file.Day == day) ?? LogFile.Of(folder, day, 0);
        }
        return current;
    }

    private bool MakeRoom()
    {
        var files = LogFile.In(folder).ConvertAll(file => (file.Path, new FileInfo(file.Path).Length));
        var total = files.Sum(file => file.Length);
        var cleared = false;
        // The last one was just written.
        for (var i = 0; i < files.Count - 1 && total > maxBytes; i++)
        {
            File.Delete(files[i].Path);
            total -= files[i].Length;
            cleared = true;
        }
        return cleared;
    }
}
