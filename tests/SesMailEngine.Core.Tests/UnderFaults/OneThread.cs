using System.Collections.Concurrent;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>
/// Runs asynchronous work on the calling thread alone, one continuation after the other in the order in which they become ready. What
/// is not thread-safe (lists, the seeded random) needs no lock in such work.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    // What another thread still does for the work is done within this; a clock that ran meanwhile would run far ahead of it.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(2);

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> queue = [];

    /// <summary>Runs the work to its end.</summary>
    /// <param name="work">The work.</param>
    /// <param name="onIdle">Called when nothing can go on: the place to let made time pass.</param>
    /// <param name="idle">How long to wait for other threads before that; 2 ms unless said otherwise.</param>
    public static void Run(Func<Task> work, Action onIdle, TimeSpan? idle = null)
    {
        var context = new OneThread();
        var before = Current;
        SetSynchronizationContext(context);
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (context.queue.TryTake(out var item, idle ?? Idle)) item.Callback(item.State);
                else onIdle();
            }
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => queue.Add((d, state));
}
