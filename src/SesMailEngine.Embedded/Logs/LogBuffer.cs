using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Logs;

/// <summary>The lines of one function that are not in a file yet. Bounded: when the disk does not keep up, lines are dropped and counted.</summary>
internal sealed class LogBuffer(string function) : IDisposable
{
    private const int MaxBytes = 8 << 20;
    private const int MaxText = 16 << 10;

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
    private DateTimeOffset _last;

    /// <summary>The function's whole name.</summary>
    public string Function => function;

    /// <summary>Adds a line. No line is older than the one before it, so that a time can be looked up.</summary>
    public void Add(in LogEntry entry, TimeProvider clock)
    {
        var message = Clean(entry.Message);
        var exception = entry.Exception is null ? null : Clean(entry.Exception.ToString());
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

    // Masked before it is cut, so that no half of an address is left.
    private static string Clean(string text)
    {
        if (text.Length > 4 * MaxText) text = text[..(4 * MaxText)];
        var masked = AddressMasking.Mask(text);
        return masked.Length <= MaxText ? masked : masked[..(char.IsHighSurrogate(masked[MaxText - 1]) ? MaxText - 1 : MaxText)] + "…";
    }

    private void Write(in LogEntry entry, string message, string? exception, TimeProvider clock)
    {
        if (clock.GetUtcNow() is var now && now > _last) _last = now;
        if (_json is null) _json = new Utf8JsonWriter(_lines, Options);
        else _json.Reset(_lines);
        _json.WriteStartObject();
        _json.WriteString("timestamp"u8, _last.ToWire());
        _json.WriteString("level"u8, entry.Level switch
        {
            LogLevel.Debug => "DEBUG"u8,
            LogLevel.Info => "INFO"u8,
            LogLevel.Warning => "WARNING"u8,
            _ => "ERROR"u8,
        });
        _json.WriteString("message"u8, message);
        _json.WriteString("function"u8, function);
        // An id is the producer's own text, and may hold an address as well.
        Text("emailId"u8, entry.EmailId is { } id ? Clean(id) : null);
        Text("templateName"u8, entry.TemplateName is { } template ? Clean(template) : null);
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
