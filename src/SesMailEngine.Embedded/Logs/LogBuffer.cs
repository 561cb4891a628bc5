using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Logs;

/// <summary>The lines of one function that are not in a file yet. Bounded: when the disk does not keep up, lines are dropped and counted.</summary>
internal sealed class LogBuffer(string function) : IDisposable
{
    private const int MaxBytes = 8 << 20;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _lines = new(4096);
    private ArrayBufferWriter<byte> _spare = new(4096);
    private Utf8JsonWriter? _json;
    private long _dropped;

    /// <summary>The function's whole name.</summary>
    public string Function => function;

    /// <summary>Adds a line.</summary>
    public void Add(in LogEntry entry, DateTimeOffset now)
    {
        var message = AddressMasking.Mask(entry.Message);
        var exception = entry.Exception is null ? null : AddressMasking.Mask(entry.Exception.ToString());
        lock (_gate)
        {
            if (_lines.WrittenCount > MaxBytes)
            {
                _dropped++;
                return;
            }
            Write(entry, message, exception, now);
        }
    }

    /// <summary>Takes all lines; valid until the next call. Empty when there are none.</summary>
    public ReadOnlyMemory<byte> Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_dropped > 0)
            {
                var entry = new LogEntry(LogLevel.Warning, $"{_dropped} log lines were dropped: the disk did not keep up");
                Write(entry, entry.Message, null, now);
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

    private void Write(in LogEntry entry, string message, string? exception, DateTimeOffset now)
    {
        if (_json is null) _json = new Utf8JsonWriter(_lines, Options);
        else _json.Reset(_lines);
        _json.WriteStartObject();
        _json.WriteString("timestamp"u8, now.ToWire());
        _json.WriteString("level"u8, entry.Level switch
        {
            LogLevel.Debug => "DEBUG"u8,
            LogLevel.Info => "INFO"u8,
            LogLevel.Warning => "WARNING"u8,
            _ => "ERROR"u8,
        });
        _json.WriteString("message"u8, message);
        _json.WriteString("function"u8, function);
        Text("emailId"u8, entry.EmailId);
        Text("templateName"u8, entry.TemplateName);
        Text("status"u8, entry.Status);
        Text("errorCode"u8, entry.ErrorCode);
        if (entry.DurationMs is { } duration) _json.WriteNumber("durationMs"u8, Math.Round(duration, 3));
        Text("exception"u8, exception);
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) _json!.WriteString(name, value);
    }
}
