using SesMailEngine.Embedded.Alarms;

namespace SesMailEngine.Server.Hosting;

// The alarms clients made: the stack was deleted, and its alarms with it.
internal sealed class AlarmsWithoutStack(IAlarms alarms) : IAlarms
{
    public string Topic => alarms.Topic;

    public IReadOnlyList<Alarm> List() => [.. alarms.List().Where(alarm => alarm.Entry is null)];

    public Alarm? Find(string name) => alarms.Find(name) is { Entry: null } alarm ? alarm : null;

    public Task PutAsync(AlarmDefinition definition, CancellationToken cancellationToken) => alarms.PutAsync(definition, cancellationToken);

    public Task DeleteAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => alarms.DeleteAsync(names, cancellationToken);

    public Task<bool> SetStateAsync(string name, AlarmState state, string reason, string? reasonData, CancellationToken cancellationToken) =>
        Find(name) is null ? Task.FromResult(false) : alarms.SetStateAsync(name, state, reason, reasonData, cancellationToken);

    public Task<IReadOnlyList<AlarmHistoryItem>> HistoryAsync(AlarmHistoryQuery query, CancellationToken cancellationToken) =>
        alarms.HistoryAsync(query, cancellationToken);
}
