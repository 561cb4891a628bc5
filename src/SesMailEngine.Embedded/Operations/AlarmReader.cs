using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Alarms;

namespace SesMailEngine.Embedded.Operations;

/// <summary>The alarms for people.</summary>
/// <param name="alarms">The alarms.</param>
/// <param name="names">The stack's names.</param>
internal sealed class AlarmReader(IAlarms alarms, ResourceNames names) : IAlarmReader
{
    private const int MaxAlarms = 100;

    /// <inheritdoc/>
    public Task<IReadOnlyList<AlarmReading>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AlarmReading>>(
            [.. alarms.List().Where(alarm => IsOurs(alarm.Definition.Name)).Take(MaxAlarms).Select(Read)]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AlarmEvent>> HistoryAsync(string? alarm, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IAlarmReader.MaxHistory);
        var items = await alarms.HistoryAsync(new AlarmHistoryQuery { Alarm = alarm, Type = AlarmHistoryType.StateUpdate, Limit = limit }, cancellationToken);
        return [.. items.Where(item => IsOurs(item.Alarm)).Select(item => new AlarmEvent(item.At, item.Alarm, item.Summary))];
    }

    private bool IsOurs(string name) => name.StartsWith(names.Stack + "-", StringComparison.Ordinal);

    private static AlarmReading Read(Alarm alarm) => new(
        alarm.Definition.Name,
        alarm.Status.State switch
        {
            AlarmState.Alarm => AlarmCondition.Alarm,
            AlarmState.Ok => AlarmCondition.Ok,
            _ => AlarmCondition.InsufficientData,
        },
        alarm.Status.Reason, alarm.Status.TransitionedAt)
    {
        Description = alarm.Definition.Description,
        Metric = alarm.Definition.Metric.Name,
        Threshold = alarm.Definition.Threshold,
        ActionsEnabled = alarm.Definition.ActionsEnabled,
    };
}
