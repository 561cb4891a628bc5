using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Server.Tests.Hosting;

internal sealed class ListLog : ILog
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    public bool IsEnabled(LogLevel level) => true;

    public void Write(in LogEntry entry) => _entries.Enqueue(entry);
}
