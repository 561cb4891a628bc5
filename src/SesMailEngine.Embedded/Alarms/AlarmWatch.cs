using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>Every full minute: measures, writes what was measured, looks at the alarms, and tells of those that changed.</summary>
internal sealed class AlarmWatch(
    AlarmBoard board, AlarmMail mail, MetricStore metrics, QueueSampler queues, ReputationSampler reputation, ILog log, TimeProvider clock)
    : IAsyncDisposable
{
    private const int RoundsADay = 24 * 60;

    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;
    private int _round;

    /// <summary>Starts it.</summary>
    public void Start()
    {
        mail.Start();
        _work = WorkAsync();
    }

    /// <summary>Stops it, and writes what was counted.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work;
        _stopping.Dispose();
        try
        {
            await metrics.FlushAsync(CancellationToken.None);
        }
        catch (PortException error)
        {
            log.Write(new LogEntry(LogLevel.Warning, "The last minute's metrics could not be written.") { Exception = error });
        }
    }

    /// <summary>One round, for the minute that has just ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var minute = MetricStore.MinuteOf(now);
        var samples = new List<MetricWrite>();
        await queues.SampleAsync(now, minute - 1, samples, cancellationToken);
        reputation.Sample(now, minute - 1, samples);
        await metrics.AddAsync(samples, cancellationToken);
        await metrics.FlushAsync(cancellationToken);
        foreach (var alarm in board.List()) await LookAtAsync(alarm, DateTimeOffset.FromUnixTimeSeconds(minute * 60), cancellationToken);
        await board.TellPendingAsync(cancellationToken);
        if (_round++ % RoundsADay != 0) return;
        await metrics.ClearAsync(cancellationToken);
        await board.ClearAsync(cancellationToken);
    }

    private async Task LookAtAsync(Alarm alarm, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var definition = alarm.Definition;
        var from = until.AddMinutes(-AlarmEvaluation.Range(definition) * definition.PeriodMinutes);
        var isOtherUnit = definition.Unit is { } unit && metrics.UnitOf(definition.Metric) is { } has && has != unit;
        var points = isOtherUnit ? []
            : await metrics.ReadAsync(definition.Metric, from, until, definition.PeriodMinutes, cancellationToken);
        var state = AlarmEvaluation.Decide(definition, alarm.Status.State, points, out var counted);
        if (state == alarm.Status.State) return;
        await board.JudgeAsync(
            alarm, state, AlarmReason.Text(definition, state, counted), AlarmReason.Data(definition, counted, clock.GetUtcNow()),
            cancellationToken);
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                var sinceMinute = TimeSpan.FromTicks(clock.GetUtcNow().Ticks % TimeSpan.TicksPerMinute);
                await Task.Delay(TimeSpan.FromMinutes(1) - sinceMinute, clock, _stopping.Token);
                await RunSafelyAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    private async Task RunSafelyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (PortException error)
        {
            log.Write(new LogEntry(LogLevel.Error, "ERROR: the alarms could not be looked at; it is tried again in a minute.") { Exception = error });
        }
    }
}
