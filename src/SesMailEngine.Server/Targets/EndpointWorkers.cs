using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Server.Targets;

/// <summary>One consumer for each endpoint there is, so that a slow one holds up nobody else. They come and go with their targets.</summary>
internal sealed class EndpointWorkers : IAsyncDisposable
{
    private const int PostsAtOnce = 8;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly IEndpointTargets _targets;
    private readonly IQueues _queues;
    private readonly StorageTrouble _storage;
    private readonly ILog _log;
    private readonly TimeProvider _clock;
    private readonly EndpointPost _post;
    private readonly EndpointDelivery _delivery;
    private readonly SemaphoreSlim _changed = new(1);
    private readonly CancellationTokenSource _stopTaking = new();
    private readonly CancellationTokenSource _stopPosting;
    private readonly Dictionary<string, Consumer> _consumers = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;

    /// <summary>Makes the workers; <see cref="Start"/> sets them going.</summary>
    public EndpointWorkers(IEndpointTargets targets, IQueues queues, StorageTrouble storage, Random random, ILog log, TimeProvider clock)
    {
        _targets = targets;
        _queues = queues;
        _storage = storage;
        _log = log;
        _clock = clock;
        _stopPosting = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _post = new EndpointPost(clock);
        _delivery = new EndpointDelivery(targets, queues, _post, new RetrySchedule(random), log, clock);
    }

    /// <summary>Begins to deliver.</summary>
    public void Start()
    {
        _targets.EndpointsChanged += Wake;
        _running = Task.Run(FollowAsync);
    }

    /// <summary>Takes nothing more, gives what is being posted a moment, and leaves the rest on the queues.</summary>
    public async ValueTask DisposeAsync()
    {
        _targets.EndpointsChanged -= Wake;
        await _stopTaking.CancelAsync();
        _stopPosting.CancelAfter(Grace);
        await _running;
        await Task.WhenAll(_consumers.Values.Select(consumer => consumer.StopAsync()));
        _stopPosting.Dispose();
        _stopTaking.Dispose();
        _changed.Dispose();
        _post.Dispose();
    }

    private void Wake()
    {
        // One wake-up is enough for any number of changes.
        if (_changed.CurrentCount == 0) _changed.Release();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_stopTaking.Token);
                var wanted = _targets.Endpoints.Select(target => target.Queue).ToHashSet(StringComparer.Ordinal);
                foreach (var gone in _consumers.Keys.Where(queue => !wanted.Contains(queue)).ToList())
                {
                    _consumers.Remove(gone, out var consumer);
                    _ = consumer!.StopAsync();
                }
                foreach (var queue in wanted)
                {
                    if (!_consumers.ContainsKey(queue)) _consumers.Add(queue, new Consumer(Worker(queue), _stopTaking.Token));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private QueueWorker Worker(string queue) => new(
        _queues, queue, "EndpointTarget", PostsAtOnce, work => _delivery.HandleAsync(queue, work.Message, _stopPosting.Token),
        _storage, ProducerLoad.None, _log, _clock);

    private sealed class Consumer
    {
        private readonly QueueWorker _worker;
        private readonly CancellationTokenSource _stop;
        private readonly Task _running;

        public Consumer(QueueWorker worker, CancellationToken stopping)
        {
            _worker = worker;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _running = Task.Run(() => worker.RunAsync(_stop.Token), CancellationToken.None);
        }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _worker.Dispose();
            _stop.Dispose();
        }
    }
}
