using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Logs;

/// <summary>
/// Passes every line on, and keeps a copy of those written in the course of an invocation, on whatever threads it runs: Lambda hands a
/// caller the end of the log on request.
/// </summary>
/// <param name="inner">Where lines go.</param>
/// <param name="clock">The clock.</param>
public sealed class InvocationLog(ILog inner, TimeProvider clock) : ILog
{
    private readonly AsyncLocal<LogBuffer?> _copy = new();

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel level) => inner.IsEnabled(level);

    /// <inheritdoc/>
    public void Write(in LogEntry entry)
    {
        inner.Write(entry);
        if (_copy.Value is { } copy && IsEnabled(entry.Level)) copy.Add(entry, clock);
    }

    /// <summary>Runs something and gives the lines it wrote, one JSON object each, as the log's files have them.</summary>
    /// <param name="function">The function's whole name, which each line carries.</param>
    /// <param name="run">What to run.</param>
    public async Task<string> CopyAsync(string function, Func<Task> run)
    {
        using var copy = new LogBuffer(function);
        // Seen by everything that run starts, and by nothing else: it ends with this method.
        _copy.Value = copy;
        await run();
        return Encoding.UTF8.GetString(copy.Take(clock).Span);
    }
}
