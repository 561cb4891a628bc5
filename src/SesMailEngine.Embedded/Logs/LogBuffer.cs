using System.Buffers;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Logs;

/// <summary>The lines of one function that are not in a file yet. Bounded: when the disk does not keep up, lines are dropped and counted.</summary>
internal sealed class LogBuffer(string function) : IDisposable
{
    private const int MaxBytes = 8 << 20;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _lines = new(4096);
    private ArrayBufferWriter<byte> _spare = new(4096);
    private Utf8JsonWriter? _json;
    private long _dropped;
    private DateTimeOffset _last;

    /// <summary>The function's whole name.</summary>
    public string Function => function;

    /// <summary>Adds a line. No line is older than the one before it, so that a time can be looked up.</summary>
    public void Add(in LogEntry entry, TimeProvider clock)
    {
        var message = LogFormat.Clean(entry.Message);
        var exception = entry.Exception is null ? null : LogFormat.Clean(entry.Exception.ToString());
        lock (_gate)
        {
            if (_lines.WrittenCount > MaxBytes)
            {
                _dropped++;
                return;
            }
            Write(entry, message, exception, clock);
        }
    }

    /// <summary>Takes all lines; valid until the next call. Empty when there are none.</summary>
    public ReadOnlyMemory<byte> Take(TimeProvider clock)
    {
        lock (_gate)
        {
            if (_dropped > 0)
            {
                var entry = new LogEntry(LogLevel.Warning, $"{_dropped} log lines were dropped: the disk did not keep up");
                Write(entry, entry.Message, null, clock);
                _dropped = 0;
            }
            (_lines, _spare) = (_spare, _lines);
            _lines.ResetWrittenCount();
            return _spare.WrittenMemory;
        }
    }

    /// <summary>Counts lines that could not be written.</summary>
    public void Drop(int lines)
    {
        lock (_gate) _dropped += lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _json?.Dispose();

    private void Write(in LogEntry entry, string message, string? exception, TimeProvider clock)
    {
        if (clock.GetUtcNow() is var now && now > _last) _last = now;
        if (_json is null) _json = new Utf8JsonWriter(_lines, LogFormat.Options);
        else _json.Reset(_lines);
        LogFormat.Write(_json, entry, message, exception, function, _last);
        _json.Flush();
        _lines.Write("\n"u8);
    }
}
