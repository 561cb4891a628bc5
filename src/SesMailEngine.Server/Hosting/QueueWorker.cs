using System.Threading.Channels;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Events;

namespace SesMailEngine.Server.Hosting;

// Takes messages from one queue and hands each to a function, many at a time. What is consumed is deleted in batches, what is
// held goes back without a burnt receive, and what is left becomes visible again by itself. A message that is left because nothing could
// be stored was not tried: it is held, so that no full disk fills the dead letter queues.
internal sealed class QueueWorker(
    IQueues queues, string queue, string function, int concurrency,
    Func<QueueWork, ValueTask<MessageDisposal>> handle, StorageTrouble storage, ProducerLoad producers, ILog log, TimeProvider clock,
    Func<QueueMessage, Task>? abandoned = null, Func<QueueMessage, SendTurn>? draw = null) : IDisposable
{
    private const int MaxBatch = 128;

    // In hand while the processors are the producers': a critical mail goes on going out, whatever is being published.
    private const int FewInHand = 8;
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim slots = new(concurrency, concurrency);
    private readonly Channel<string> consumed = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    // Ends when taking is cancelled and everything in hand is done.
    public async Task RunAsync(CancellationToken stopTaking)
    {
        var deleting = DeleteConsumedAsync();
        while (!stopTaking.IsCancellationRequested)
        {
            try
            {
                await TakeAsync(stopTaking);
            }
            catch (OperationCanceledException) when (stopTaking.IsCancellationRequested)
            {
                break;
            }
            catch (PortException exception)
            {
                log.Write(new LogEntry(LogLevel.Error, $"Receiving from {queue} failed, trying again") { Function = function, Exception = exception });
                await DelayAsync(stopTaking);
            }
        }
        for (var i = 0; i < concurrency; i++) await slots.WaitAsync(CancellationToken.None);
        consumed.Writer.Complete();
        await deleting;
    }

    public void Dispose() => slots.Dispose();

    private int InHand => concurrency - slots.CurrentCount;

    private async Task TakeAsync(CancellationToken stopTaking)
    {
        // One message a second finds out when there is room again; the others stay where they are.
        if (storage.IsNow) await DelayAsync(stopTaking);
        while (producers.IsHigh && InHand >= FewInHand) await Task.Delay(Breath, clock, stopTaking);
        await slots.WaitAsync(stopTaking);
        var held = 1;
        while (!storage.IsNow && held < MaxBatch && !(producers.IsHigh && InHand >= FewInHand) && slots.Wait(0, CancellationToken.None)) held++;
        var started = 0;
        try
        {
            var messages = await queues.ReceiveAsync(queue, held, null, LongPoll, stopTaking);
            // The queue is being deleted: whoever deleted it stops this worker too.
            if (messages is null) await DelayAsync(stopTaking);
            foreach (var message in messages ?? [])
            {
                started++;
                // Here, where one comes after the other: from now on they overtake each other.
                var work = new QueueWork(message, draw?.Invoke(message));
                // In the order of arrival: a pool thread would take its own newest work first, and let the oldest wait.
                _ = Task.Factory.StartNew(
                    () => ProcessAsync(work), CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
            }
        }
        finally
        {
            if (held > started) slots.Release(held - started);
        }
    }

    private async Task ProcessAsync(QueueWork work)
    {
        var message = work.Message;
        try
        {
            var failuresBefore = storage.Failures;
            var disposal = await handle(work);
            if (disposal == MessageDisposal.Leave && storage.Failures != failuresBefore) disposal = MessageDisposal.Hold(AfterFailure);
            if (disposal.IsConsumed) consumed.Writer.TryWrite(message.ReceiptHandle);
            else if (disposal.HoldFor is { } delay) await queues.HoldAsync(queue, message.ReceiptHandle, delay, CancellationToken.None);
            // It took longer than the visibility timeout, and the queue gave the message up meanwhile: nobody else comes to an end of it.
            if (!disposal.IsConsumed && abandoned is not null && !queues.Contains(queue, message.ReceiptHandle)) await abandoned(message);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
#pragma warning disable CA1031 // One message must not end the worker. It stays on the queue and is dead-lettered if it goes on like this.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.Write(new LogEntry(LogLevel.Error, $"ERROR: a message of {queue} failed in a way nobody expected")
            {
                Function = function,
                Exception = exception,
            });
        }
        finally
        {
            work.Turn?.Dispose();
            slots.Release();
        }
    }

    private async Task DeleteConsumedAsync()
    {
        var batch = new List<string>();
        while (await consumed.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < 1_000 && consumed.Reader.TryRead(out var handle)) batch.Add(handle);
            try
            {
                await queues.DeleteAsync(queue, batch, CancellationToken.None);
            }
            catch (PortException exception)
            {
                // Done is done: they are deleted as soon as it goes, or come back after their visibility timeout and are found done.
                log.Write(new LogEntry(LogLevel.Error, $"Deleting from {queue} failed") { Function = function, Exception = exception });
                await Task.Delay(AfterFailure, clock);
                foreach (var handle in batch) consumed.Writer.TryWrite(handle);
            }
        }
    }

    private async Task DelayAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(AfterFailure, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop sees it.
        }
    }
}
