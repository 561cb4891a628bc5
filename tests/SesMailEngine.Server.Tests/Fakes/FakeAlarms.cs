using SesMailEngine.Embedded.Alarms;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>Alarms in memory, without a stack's.</summary>
internal sealed class FakeAlarms : IAlarms
{
    private readonly SortedDictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);
    private readonly List<AlarmHistoryItem> _history = [];

    public string Topic => "arn:aws:sns:us-east-1:000000000000:sesmailengine-Alarms";

    public IReadOnlyList<Alarm> List() => [.. _alarms.Values];

    public Alarm? Find(string name) => _alarms.GetValueOrDefault(name);

    public Task PutAsync(AlarmDefinition definition, CancellationToken cancellationToken)
    {
        var status = new AlarmStatus(AlarmState.InsufficientData, "new", null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        _alarms[definition.Name] = new Alarm(definition, Find(definition.Name)?.Status ?? status);
        Add(definition.Name, AlarmHistoryType.ConfigurationUpdate, "Alarm updated");
        return Task.CompletedTask;
    }

    public Task DeleteAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names) _alarms.Remove(name);
        return Task.CompletedTask;
    }

    public Task<bool> SetStateAsync(
        string name, AlarmState state, string reason, string? reasonData, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } alarm) return Task.FromResult(false);
        _alarms[name] = alarm with { Status = alarm.Status with { State = state, Reason = reason, ReasonData = reasonData } };
        Add(name, AlarmHistoryType.StateUpdate, reason);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<AlarmHistoryItem>> HistoryAsync(AlarmHistoryQuery query, CancellationToken cancellationToken)
    {
        var items = _history.Where(item =>
            (query.Alarm is null || item.Alarm == query.Alarm) && (query.Type is null || item.Type == query.Type)
            && (query.After is not { } after || (query.Ascending ? item.Id > after : item.Id < after)));
        return Task.FromResult<IReadOnlyList<AlarmHistoryItem>>(
            [.. (query.Ascending ? items : items.Reverse()).Take(query.Limit)]);
    }

    private void Add(string alarm, AlarmHistoryType type, string summary)
    {
        if (_history.Count < 1000) _history.Add(new(_history.Count + 1, DateTimeOffset.UnixEpoch, alarm, type, summary, "{}"));
    }
}
