using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Logs;

/// <summary>Reads the files of a <see cref="FolderLog"/>. A few reads at a time: each may keep a processor busy.</summary>
internal sealed class LogArchive(string folder, FolderLog log, TimeProvider clock) : ILogArchive, IDisposable
{
    private readonly SemaphoreSlim reading = new(2, 2);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogDay>> DaysAsync(string function, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<LogDay>>(() => Days(function), cancellationToken);

    /// <inheritdoc/>
    public Task<long> SizeAsync(string function, CancellationToken cancellationToken) =>
        RunAsync(() => LogFile.In(FolderOf(function)).Sum(SizeOf), cancellationToken);

    /// <inheritdoc/>
    public Task<LogPage> ReadAsync(LogQuery query, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            using var scan = new LogScan(query, FolderOf(query.Function), clock, cancellationToken);
            return scan.Run();
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();

    private async Task<T> RunAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            // What was written a moment ago is found.
            await log.FlushAsync();
            return await Task.Run(read, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PortException("The log cannot be read: " + error.Message, isTransient: true, innerException: error);
        }
        finally
        {
            reading.Release();
        }
    }

    private List<LogDay> Days(string function)
    {
        var days = new List<LogDay>();
        using var block = new LineBlock();
        foreach (var day in LogFile.In(FolderOf(function)).GroupBy(file => file.Day))
        {
            DateTimeOffset? first = null;
            DateTimeOffset? last = null;
            foreach (var file in day)
            {
                if (TimesOf(file, block) is not var (begin, end)) continue;
                first ??= begin;
                last = end;
            }
            if (first is not null) days.Add(new LogDay(day.Key, first.Value, last!.Value, day.Sum(SizeOf)));
        }
        return days;
    }

    private static (DateTimeOffset First, DateTimeOffset Last)? TimesOf(LogFile file, LineBlock block)
    {
        using var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        DateTimeOffset? first = null;
        for (var offset = 0L; first is null; offset = block.End)
        {
            if (!block.ReadForward(handle, offset, length)) return null;
            first = FirstTime(block.Lines.Span);
        }
        for (var end = length; ; end = block.Offset)
        {
            if (!block.ReadBackward(handle, end)) return (first.Value, first.Value);
            if (LastTime(block.Lines.Span) is { } last) return (first.Value, last);
        }
    }

    private static DateTimeOffset? FirstTime(ReadOnlySpan<byte> lines)
    {
        foreach (var range in lines.Split((byte)'\n'))
        {
            if (lines[range] is { IsEmpty: false } line && LogStamp.TryRead(line, out var time)) return time;
        }
        return null;
    }

    private static DateTimeOffset? LastTime(ReadOnlySpan<byte> lines)
    {
        DateTimeOffset? last = null;
        foreach (var range in lines.Split((byte)'\n'))
        {
            if (lines[range] is { IsEmpty: false } line && LogStamp.TryRead(line, out var time)) last = time;
        }
        return last;
    }

    private static long SizeOf(LogFile file) => new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0;

    private string FolderOf(string function) => Path.Combine(folder, function);
}
