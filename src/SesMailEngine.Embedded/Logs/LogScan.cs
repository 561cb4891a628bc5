using Microsoft.Win32.SafeHandles;

namespace SesMailEngine.Embedded.Logs;

/// <summary>
/// One read of a log, from file to file, a block at a time. It ends when the page is full, when it looked at
/// <see cref="MaxScannedBytes"/> or for <see cref="MaxTime"/>, or when there is nothing left.
/// </summary>
internal sealed class LogScan(LogQuery query, string folder, TimeProvider clock, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>The most bytes an answer holds, counted as CloudWatch Logs counts: 26 for each line besides its text.</summary>
    public const int MaxPageBytes = 1 << 20;

    /// <summary>The most bytes looked at.</summary>
    public const long MaxScannedBytes = 64 << 20;

    private const int LineOverhead = 26;

    /// <summary>The longest a read takes before it answers what it has.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    // Lines are in the order of time but for a clock that was set back; a minute is looked at beyond the end.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private readonly List<LogLine> lines = [];
    private readonly LineBlock block = new();
    private readonly long startedAt = clock.GetTimestamp();
    private LogPosition? next = query.From;
    private int pageBytes;
    private long scannedBytes;

    // Why it goes on or not.
    private enum Verdict
    {
        Continue,
        PageFull,
        PastTheRange,
    }

    /// <summary>Reads.</summary>
    public LogPage Run() => query.IsBackward ? RunBackward() : RunForward();

    /// <inheritdoc/>
    public void Dispose() => block.Dispose();

    private LogPage RunForward()
    {
        foreach (var file in Files())
        {
            if (query.From is { } from && file.IsBefore(from)) continue;
            using var handle = Open(file);
            if (handle is null) continue;
            var limit = RandomAccess.GetLength(handle);
            var offset = query.From is { } inside && file.Holds(inside) ? inside.Offset
                : query.Since is { } since ? LogSearch.FirstAt(handle, limit, since, block) : 0;
            while (offset < limit && block.ReadForward(handle, offset, limit))
            {
                switch (TakeForward(file))
                {
                    case Verdict.PastTheRange: return Page(isComplete: true);
                    case Verdict.PageFull: return Page(isComplete: false);
                }
                offset = block.End;
                next = new LogPosition(file.Day, file.Part, offset);
                if (IsSpent()) return Page(isComplete: false);
            }
        }
        return Page(isComplete: true);
    }

    private LogPage RunBackward()
    {
        var files = Files();
        files.Reverse();
        foreach (var file in files)
        {
            if (query.From is { } from && !file.IsBefore(from) && !file.Holds(from)) continue;
            using var handle = Open(file);
            if (handle is null) continue;
            var length = RandomAccess.GetLength(handle);
            var end = query.From is { } inside && file.Holds(inside) ? Math.Min(inside.Offset, length) : length;
            next ??= new LogPosition(file.Day, file.Part, end);
            while (block.ReadBackward(handle, end))
            {
                switch (TakeBackward(file))
                {
                    case Verdict.PastTheRange: return Reversed(isComplete: true);
                    case Verdict.PageFull: return Reversed(isComplete: false);
                }
                end = block.Offset;
                next = new LogPosition(file.Day, file.Part, end);
                if (IsSpent()) return Reversed(isComplete: false);
            }
        }
        return Reversed(isComplete: true);
    }

    private Verdict TakeForward(LogFile file)
    {
        for (var at = 0; at < block.Lines.Length;)
        {
            var length = block.Lines.Span[at..].IndexOf((byte)'\n');
            var position = new LogPosition(file.Day, file.Part, block.Offset + at);
            var verdict = Take(position, block.Lines.Slice(at, length));
            if (verdict != Verdict.Continue)
            {
                next = position;
                return verdict;
            }
            at += length + 1;
        }
        return Verdict.Continue;
    }

    private Verdict TakeBackward(LogFile file)
    {
        for (var end = block.Lines.Length; end > 0;)
        {
            var start = block.Lines.Span[..(end - 1)].LastIndexOf((byte)'\n') + 1;
            var position = new LogPosition(file.Day, file.Part, block.Offset + start);
            var verdict = Take(position, block.Lines[start..(end - 1)]);
            if (verdict != Verdict.Continue)
            {
                next = position with { Offset = block.Offset + end };
                return verdict;
            }
            end = start;
        }
        return Verdict.Continue;
    }

    // What a page has no room for is not taken: the next page begins with it.
    private Verdict Take(LogPosition position, ReadOnlyMemory<byte> text)
    {
        scannedBytes += text.Length + 1;
        if (text.Length > 0 && text.Span[^1] == (byte)'\r') text = text[..^1];
        if (text.IsEmpty || text.Length > LineBlock.MaxLine || !LogStamp.TryRead(text.Span, out var time)) return Verdict.Continue;
        if (time > query.Until) return !query.IsBackward && time - Slack > query.Until ? Verdict.PastTheRange : Verdict.Continue;
        if (time < query.Since) return query.IsBackward && time + Slack < query.Since ? Verdict.PastTheRange : Verdict.Continue;
        if (!System.Text.Unicode.Utf8.IsValid(text.Span) || query.Pattern?.Matches(text) == false) return Verdict.Continue;
        var size = text.Length + LineOverhead;
        if (lines.Count == query.Limit || (lines.Count > 0 && pageBytes + size > MaxPageBytes)) return Verdict.PageFull;
        pageBytes += size;
        lines.Add(new LogLine(position, time, text.ToArray()));
        return Verdict.Continue;
    }

    private bool IsSpent()
    {
        cancellationToken.ThrowIfCancellationRequested();
        return scannedBytes >= MaxScannedBytes || clock.GetElapsedTime(startedAt) >= MaxTime;
    }

    private List<LogFile> Files()
    {
        var files = LogFile.In(folder);
        // The last lines of a day may have reached the disk after midnight.
        files.RemoveAll(file => query.Days?.Invoke(file.Day) == false
            || (query.Since is { } since && file.Day < DateOnly.FromDateTime(since.UtcDateTime))
            || (query.Until is { } until && until < DateTimeOffset.MaxValue.AddDays(-2)
                && file.Day > DateOnly.FromDateTime(until.UtcDateTime.AddDays(1))));
        return files;
    }

    private static SafeFileHandle? Open(LogFile file)
    {
        try
        {
            return File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null; // Deleted meanwhile: past its retention.
        }
    }

    private LogPage Page(bool isComplete) => new(lines, next, isComplete);

    private LogPage Reversed(bool isComplete)
    {
        lines.Reverse();
        return Page(isComplete);
    }
}
