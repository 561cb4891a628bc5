using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Logs;

/// <summary>
/// Log lines in files: <c>logs/{function}/{day}.jsonl</c>, one JSON object a line, in the order of time, kept for the log retention
/// and up to a size for each function. Writing a line only puts it in memory; the files follow within a quarter of a second.
/// </summary>
internal sealed class FolderLog : ILog, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly string _folder;
    private readonly string _stack;
    private readonly int _retentionDays;
    private readonly long _maxBytes;
    private readonly LogLevel _level;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, LogBuffer> _buffers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogFileWriter> _writers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly Task _work;
    private DateOnly _clearedOn;

    /// <summary>Starts a log in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="stack">The stack: what functions' names begin with.</param>
    /// <param name="retentionDays">How many days lines are kept.</param>
    /// <param name="maxBytes">How many bytes of lines are kept for each function; the oldest go first.</param>
    /// <param name="level">The least level written.</param>
    /// <param name="clock">The clock.</param>
    public FolderLog(string folder, string stack, int retentionDays, long maxBytes, LogLevel level, TimeProvider clock)
    {
        _folder = folder;
        _stack = stack;
        _retentionDays = retentionDays;
        _maxBytes = maxBytes;
        _level = level;
        _clock = clock;
        _work = WorkAsync();
    }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel level) => level >= _level;

    /// <inheritdoc/>
    public void Write(in LogEntry entry)
    {
        if (!IsEnabled(entry.Level)) return;
        var function = entry.Function ?? "Host";
        var buffer = _buffers.GetOrAdd(function, static (name, stack) => new LogBuffer($"{stack}-{name}"), _stack);
        buffer.Add(entry, _clock);
    }

    /// <summary>Writes everything to the files.</summary>
    public async Task FlushAsync()
    {
        await _flushing.WaitAsync();
        try
        {
            var now = _clock.GetUtcNow();
            foreach (var buffer in _buffers.Values) Flush(buffer, now);
            ClearOld(DateOnly.FromDateTime(now.UtcDateTime));
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work;
        await FlushAsync();
        foreach (var buffer in _buffers.Values) buffer.Dispose();
        _stopping.Dispose();
        _flushing.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _clock, _stopping.Token);
                await FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The end: what is left is flushed by DisposeAsync.
        }
    }

    private void Flush(LogBuffer buffer, DateTimeOffset now)
    {
        var lines = buffer.Take(_clock);
        if (lines.IsEmpty) return;
        try
        {
            if (!WriterOf(buffer.Function).Append(lines, DateOnly.FromDateTime(now.UtcDateTime))) return;
            buffer.Add(
                new LogEntry(LogLevel.Warning, $"Old log lines were deleted: a function's log is kept up to {_maxBytes >> 20} MB"), _clock);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A log that cannot be written must not stop the mail; the loss is counted and told in the log itself.
            buffer.Drop(lines.Span.Count((byte)'\n'));
        }
    }

    private void ClearOld(DateOnly today)
    {
        if (today == _clearedOn || !Directory.Exists(_folder)) return;
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(_folder))
            {
                WriterOf(Path.GetFileName(folder)).ClearBefore(today.AddDays(-_retentionDays));
            }
            _clearedOn = today;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Tried again with the next lines; the log goes on.
        }
    }

    private LogFileWriter WriterOf(string function)
    {
        if (!_writers.TryGetValue(function, out var writer))
        {
            writer = new LogFileWriter(Path.Combine(_folder, function), _maxBytes);
            _writers.Add(function, writer);
        }
        return writer;
    }
}
