using System.Collections.Concurrent;
using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Logs;

/// <summary>
/// Log lines in files: <c>logs/{function}/{day}.jsonl</c>, one JSON object a line, kept for the log retention. Writing a line only
/// puts it in memory; the files follow within a quarter of a second.
/// </summary>
internal sealed class FolderLog : ILog, IAsyncDisposable
{
    private const string DayFormat = "yyyy-MM-dd";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly string _folder;
    private readonly string _stack;
    private readonly int _retentionDays;
    private readonly LogLevel _level;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, LogBuffer> _buffers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly Task _work;
    private string? _clearedOn;

    /// <summary>Starts a log in a folder.</summary>
    public FolderLog(string folder, string stack, int retentionDays, LogLevel level, TimeProvider clock)
    {
        _folder = folder;
        _stack = stack;
        _retentionDays = retentionDays;
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
        buffer.Add(entry, _clock.GetUtcNow());
    }

    /// <summary>Writes everything to the files.</summary>
    public async Task FlushAsync()
    {
        await _flushing.WaitAsync();
        try
        {
            var now = _clock.GetUtcNow();
            foreach (var buffer in _buffers.Values) await FlushAsync(buffer, now);
            ClearOld(now);
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

    private async Task FlushAsync(LogBuffer buffer, DateTimeOffset now)
    {
        var lines = buffer.Take(now);
        if (lines.IsEmpty) return;
        try
        {
            var folder = Path.Combine(_folder, buffer.Function);
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, now.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture) + ".jsonl");
            await using var file = new FileStream(
                path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, useAsync: false);
            await file.WriteAsync(lines);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A log that cannot be written must not stop the mail; the loss is counted and told in the log itself.
            buffer.Drop(lines.Span.Count((byte)'\n'));
        }
    }

    private void ClearOld(DateTimeOffset now)
    {
        var today = now.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture);
        if (today == _clearedOn || !Directory.Exists(_folder)) return;
        _clearedOn = today;
        var oldest = now.UtcDateTime.Date.AddDays(-_retentionDays);
        foreach (var file in Directory.EnumerateFiles(_folder, "*.jsonl", SearchOption.AllDirectories))
        {
            var isDay = DateTime.TryParseExact(Path.GetFileNameWithoutExtension(file), DayFormat,
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            if (isDay && day < oldest) File.Delete(file);
        }
    }
}
