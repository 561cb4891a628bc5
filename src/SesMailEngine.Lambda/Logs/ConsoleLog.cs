using System.Buffers;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Lambda.Logs;

/// <summary>Log lines on standard output, which Lambda takes to the function's log group: one JSON object a line.</summary>
/// <param name="output">Where to; lines are written whole.</param>
/// <param name="stack">The stack's name, the start of a function's.</param>
/// <param name="level">What is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ConsoleLog(Stream output, string stack, LogLevel level, TimeProvider time) : ILog, IDisposable
{
    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> line = new(1024);
    private Utf8JsonWriter? json;

    /// <summary>The call that is under way; part of each line.</summary>
    public string? RequestId { get; set; }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel asked) => asked >= level;

    /// <inheritdoc/>
    public void Write(in LogEntry entry)
    {
        if (!IsEnabled(entry.Level)) return;
        var message = LogFormat.Clean(entry.Message);
        var exception = entry.Exception is null ? null : LogFormat.Clean(entry.Exception.ToString());
        var function = $"{stack}-{entry.Function ?? "Host"}";
        lock (gate)
        {
            line.ResetWrittenCount();
            if (json is null) json = new Utf8JsonWriter(line, LogFormat.Options);
            else json.Reset(line);
            LogFormat.Write(json, entry, message, exception, function, time.GetUtcNow(), RequestId);
            json.Flush();
            line.Write("\n"u8);
            try
            {
                output.Write(line.WrittenSpan);
            }
            catch (IOException)
            {
                // Nobody reads what the process says any more; a log must not stop the mail.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => json?.Dispose();
}
