using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Keeps the lines of every level.</summary>
public sealed class RecordingLog : ILog
{
    private readonly List<LogEntry> lines = [];
    private readonly Lock gate = new();

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<LogEntry> Lines
    {
        get { lock (gate) return [.. lines]; }
    }

    /// <summary>The lines at <paramref name="level"/>.</summary>
    public IEnumerable<LogEntry> At(LogLevel level) => Lines.Where(l => l.Level == level);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel level) => true;

    /// <inheritdoc/>
    public void Write(in LogEntry entry)
    {
        lock (gate) lines.Add(entry);
    }
}
