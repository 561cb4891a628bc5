using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded;

/// <summary>What is cleared in the background: expired records, messages past their retention, notes of old retries.</summary>
internal sealed class Upkeep(
    RecordExpiry expiry, EmbeddedQueues queues, RetryQueue retries, TimeProvider clock, ILog log) : IAsyncDisposable
{
    private const int RoundsADay = 24 * 60 * 2;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Starts it.</summary>
    public void Start() => _work = WorkAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work;
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            for (var round = 0; ; round++)
            {
                await Task.Delay(Interval, clock, _stopping.Token);
                await RunAsync(round, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    private async Task RunAsync(int round, CancellationToken cancellationToken)
    {
        try
        {
            if (round == 0) await queues.ClearOrphansAsync(cancellationToken);
            await expiry.RunAsync(cancellationToken);
            await queues.ClearAsync(cancellationToken);
            if (round % RoundsADay == 0) await retries.ClearAsync(cancellationToken);
        }
        catch (PortException error)
        {
            log.Write(new LogEntry(LogLevel.Warning, "Old data could not be cleared; it is tried again.") { Exception = error });
        }
    }
}
