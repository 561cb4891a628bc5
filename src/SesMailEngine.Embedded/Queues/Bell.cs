namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// Wakes long polls, one for each ring, the first that came first. A single timer serves a queue, however many messages wait for their
/// time. Guarded by the lock of its queue; <paramref name="onTimer"/> is called without it.
/// </summary>
internal sealed class Bell(TimeProvider clock, Action onTimer) : IDisposable
{
    // Messages that come due within a few milliseconds of each other are woken for together.
    private const long Grain = 4;

    private readonly LinkedList<TaskCompletionSource> _waiters = [];
    private ITimer? _timer;
    private long _ringsAt = long.MaxValue;

    /// <summary>Waits for a ring, or for the time to pass.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        // Waits that ended in vain are still in the list.
        while (_waiters.First is { Value.Task.IsCompleted: true }) _waiters.RemoveFirst();
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.AddLast(source);
        return ForAsync(source, time, cancellationToken);
    }

    /// <summary>Wakes one who waits.</summary>
    public void Ring()
    {
        while (_waiters.First is { } first)
        {
            _waiters.RemoveFirst();
            if (first.Value.TrySetResult()) return;
        }
    }

    /// <summary>Sets the timer to a time (milliseconds since 1970) if anybody waits, unless it goes off sooner anyway.</summary>
    public void SetTimer(long now, long at)
    {
        if (_waiters.Count == 0) return;
        var delay = Math.Max(at - now, Grain);
        if (now + delay >= _ringsAt) return;
        _ringsAt = now + delay;
        _timer ??= clock.CreateTimer(_ => onTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(delay), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timer went off.</summary>
    public void TimerWentOff() => _ringsAt = long.MaxValue;

    /// <summary>Wakes all.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        foreach (var waiter in _waiters) waiter.TrySetResult();
        _waiters.Clear();
    }

    private async Task ForAsync(TaskCompletionSource source, TimeSpan time, CancellationToken cancellationToken)
    {
        // The timer of this wait completes the source itself: a wait that ends in vain is no exception.
        using var end = clock.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), source, time, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), source);
        await source.Task;
    }
}
