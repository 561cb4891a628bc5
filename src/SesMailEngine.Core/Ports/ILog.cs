using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>Where the engine's log lines go. Never throws and never blocks for long.</summary>
public interface ILog
{
    /// <summary>True when lines of this level are kept, so that nobody builds one in vain.</summary>
    bool IsEnabled(LogLevel level);

    /// <summary>Writes one line.</summary>
    void Write(in LogEntry entry);
}
