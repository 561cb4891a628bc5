using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>
/// The alarms of this host: the stack's, and those clients made. Changes are on disk when the task ends; so is the history, for
/// <see cref="HistoryRetention"/>.
/// </summary>
public interface IAlarms
{
    /// <summary>How long the history is kept.</summary>
    static readonly TimeSpan HistoryRetention = TimeSpan.FromDays(14);

    /// <summary>The topic whose mails go to AdminEmail: the only action there is.</summary>
    string Topic { get; }

    /// <summary>All alarms, sorted by name.</summary>
    IReadOnlyList<Alarm> List();

    /// <summary>An alarm; null for none.</summary>
    Alarm? Find(string name);

    /// <summary>Makes an alarm, or changes the one there is; its state stays until it is looked at next.</summary>
    /// <exception cref="PortException"><c>LimitExceeded</c> when there are too many alarms.</exception>
    Task PutAsync(AlarmDefinition definition, CancellationToken cancellationToken);

    /// <summary>Deletes alarms that are not the stack's; names that do not exist are passed over.</summary>
    Task DeleteAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Sets an alarm's state until it is looked at next, and tells whom it tells; false when there is no such alarm.</summary>
    Task<bool> SetStateAsync(string name, AlarmState state, string reason, string? reasonData, CancellationToken cancellationToken);

    /// <summary>The history.</summary>
    Task<IReadOnlyList<AlarmHistoryItem>> HistoryAsync(AlarmHistoryQuery query, CancellationToken cancellationToken);
}
