namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Reads the stack's alarms. Throws <see cref="PortException"/> when the service does not answer.</summary>
public interface IAlarmReader
{
    /// <summary>The most lines of history given at once.</summary>
    const int MaxHistory = 100;

    /// <summary>The alarms whose name begins with the stack's, sorted by name; at most 100.</summary>
    Task<IReadOnlyList<AlarmReading>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The changes of state, newest first; kept for 14 days at least.</summary>
    /// <param name="alarm">One alarm's name; null for all of the stack.</param>
    /// <param name="limit">The most lines, 1 to <see cref="MaxHistory"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<AlarmEvent>> HistoryAsync(string? alarm, int limit, CancellationToken cancellationToken);
}
