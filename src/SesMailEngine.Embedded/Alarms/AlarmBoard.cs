using System.Collections.Concurrent;
using System.Globalization;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>The alarms: in memory, where they are read, and in the data file. One change at a time.</summary>
internal sealed class AlarmBoard : IAlarms, IDisposable
{
    /// <summary>Alarms at most.</summary>
    public const int MaxAlarms = 200;

    private const int MaxHistory = 50_000;

    private readonly ConcurrentDictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Store _store;
    private readonly AlarmTable _table;
    private readonly AlarmMail _mail;
    private readonly ILog _log;
    private readonly TimeProvider _clock;

    /// <summary>Reads the alarms there are. Before the writer starts.</summary>
    public AlarmBoard(Store store, EngineSettings settings, AlarmMail mail, ILog log, TimeProvider clock)
    {
        _store = store;
        _table = new AlarmTable(store.Writer.Database);
        _mail = mail;
        _log = log;
        _clock = clock;
        Topic = settings.Names.Arn("sns", settings.Names.AlarmTopic);
        var rows = _table.All().ToDictionary(row => row.Name, StringComparer.Ordinal);
        foreach (var (definition, entry) in StackAlarms.Of(settings))
        {
            rows.Remove(definition.Name, out var row);
            _alarms[definition.Name] = new Alarm(row?.Definition ?? definition with { UpdatedAt = clock.GetUtcNow() }, row?.Status ?? New())
            {
                Entry = entry,
                IsChanged = row?.Definition is not null,
                Told = row?.Told ?? AlarmState.Ok,
            };
        }
        foreach (var row in rows.Values)
        {
            if (row.Definition is { } own) _alarms[row.Name] = new Alarm(own, row.Status) { IsChanged = true, Told = row.Told };
        }
    }

    /// <inheritdoc/>
    public string Topic { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Alarm> List() => [.. _alarms.Values.OrderBy(alarm => alarm.Definition.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public Alarm? Find(string name) => _alarms.GetValueOrDefault(name);

    /// <inheritdoc/>
    public Task PutAsync(AlarmDefinition definition, CancellationToken cancellationToken) => OneAtATimeAsync(
        () =>
        {
            var known = Find(definition.Name);
            if (known is null && _alarms.Count >= MaxAlarms)
                throw new PortException($"This host keeps at most {MaxAlarms} alarms.", false, "LimitExceeded");
            var dated = definition with { UpdatedAt = _clock.GetUtcNow().ToMilliseconds() };
            var alarm = (known ?? new Alarm(dated, New())) with { Definition = dated, IsChanged = true };
            return SaveAsync(alarm, Item(
                alarm, AlarmHistoryType.ConfigurationUpdate, known is null ? "Alarm created" : "Alarm updated",
                AlarmDefinitionJson.Write(dated)));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => OneAtATimeAsync(
        () =>
        {
            var alarms = names.Distinct().Select(Find).OfType<Alarm>().Where(alarm => alarm.Entry is null).ToList();
            return _store.Writer.RunAsync(
                () =>
                {
                    foreach (var alarm in alarms)
                    {
                        _table.Delete(alarm.Definition.Name);
                        _table.AddHistory(Item(
                            alarm, AlarmHistoryType.ConfigurationUpdate, "Alarm deleted", AlarmDefinitionJson.Write(alarm.Definition)));
                    }
                    return true;
                },
                done =>
                {
                    foreach (var alarm in alarms) _alarms.TryRemove(alarm.Definition.Name, out var _);
                },
                CancellationToken.None);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> SetStateAsync(
        string name, AlarmState state, string reason, string? reasonData, CancellationToken cancellationToken)
    {
        var isFound = false;
        await OneAtATimeAsync(
            async () =>
            {
                if (Find(name) is not { } alarm) return;
                isFound = true;
                await ChangeAsync(alarm, state, reason, reasonData);
                await TellAsync(cancellationToken);
            },
            cancellationToken);
        return isFound;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AlarmHistoryItem>> HistoryAsync(AlarmHistoryQuery query, CancellationToken cancellationToken) =>
        _store.Readers.ReadAsync(AlarmTable.Read, query, cancellationToken);

    /// <summary>Takes over what the metrics say of an alarm; nothing when it was changed since <paramref name="seen"/>.</summary>
    public Task JudgeAsync(Alarm seen, AlarmState state, string reason, string reasonData, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            () => ReferenceEquals(Find(seen.Definition.Name), seen) && seen.Status.State != state
                ? ChangeAsync(seen, state, reason, reasonData) : Task.CompletedTask,
            cancellationToken);

    /// <summary>Tells the administrator what is still to be told.</summary>
    public Task TellPendingAsync(CancellationToken cancellationToken) =>
        OneAtATimeAsync(() => TellAsync(cancellationToken), cancellationToken);

    /// <summary>Deletes old history.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => _store.Writer.RunAsync(
        () => _table.ClearHistory(_clock.GetUtcNow() - IAlarms.HistoryRetention, MaxHistory), null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private AlarmStatus New()
    {
        var now = _clock.GetUtcNow().ToMilliseconds();
        return new(AlarmState.InsufficientData, "Unchecked: Initial alarm creation", null, now, now);
    }

    private async Task ChangeAsync(Alarm alarm, AlarmState state, string reason, string? reasonData)
    {
        var before = alarm.Status;
        var now = _clock.GetUtcNow().ToMilliseconds();
        var status = new AlarmStatus(state, reason, reasonData, now, state == before.State ? before.TransitionedAt : now);
        var after = alarm.With(status);
        if (state == before.State)
        {
            await SaveAsync(after);
            return;
        }
        await SaveAsync(after, Item(
            after, AlarmHistoryType.StateUpdate, $"Alarm updated from {before.State.ToWireName()} to {state.ToWireName()}",
            AlarmTransition.Data(before, status)));
        Log(after);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var alarm in _alarms.Values.Where(alarm => alarm.IsToBeTold))
        {
            if (await _mail.TellAsync(alarm, cancellationToken) is not { } summary) continue;
            await SaveAsync(
                alarm with { Told = alarm.Status.State },
                Item(alarm, AlarmHistoryType.Action, summary, AlarmTransition.ActionData(alarm, Topic)));
        }
    }

    private AlarmHistoryItem Item(Alarm alarm, AlarmHistoryType type, string summary, string data) =>
        new(0, _clock.GetUtcNow(), alarm.Definition.Name, type, summary, data);

    private Task<bool> SaveAsync(Alarm alarm, params AlarmHistoryItem[] history) => _store.Writer.RunAsync(
        () =>
        {
            _table.Put(alarm);
            foreach (var item in history) _table.AddHistory(item);
            return true;
        },
        _ => _alarms[alarm.Definition.Name] = alarm, CancellationToken.None);

    private void Log(Alarm alarm)
    {
        var level = alarm.Status.State != AlarmState.Alarm ? LogLevel.Info
            : alarm.Entry?.Severity == ErrorSeverity.Critical ? LogLevel.Error : LogLevel.Warning;
        _log.Write(new LogEntry(level, string.Create(
            CultureInfo.InvariantCulture, $"{alarm.Status.State.ToWireName()}: {alarm.Definition.Name}: {alarm.Status.Reason}"))
        {
            ErrorCode = alarm.Entry?.Code,
        });
    }

    private async Task OneAtATimeAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            _gate.Release();
        }
    }
}
