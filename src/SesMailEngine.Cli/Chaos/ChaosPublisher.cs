using System.Collections.Concurrent;

namespace SesMailEngine.Cli.Chaos;

// Publishes the plan's requests. What was not acknowledged is published again with the same id, as a producer should; one in twenty is
// published a second time although it was.
internal sealed class ChaosPublisher(ChaosRequest[] requests, int seed, ChaosCalls calls, TimeProvider clock)
{
    private const int Connections = 4;
    private const int BatchSize = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<int> waiting = new(Enumerable.Range(0, requests.Length));
    private readonly byte[] acknowledgements = new byte[requests.Length];
    private readonly bool[] isRepeated = Repeated(requests.Length, seed);
    private readonly Lock gate = new();
    private int allowed;
    private int acknowledged;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Requests acknowledged at least once.
    public int Acknowledged => Volatile.Read(ref acknowledged);

    // Requests handed in more often than once after an acknowledgement.
    public int SentTwice { get; private set; }

    // Calls that ended without an answer: their events were published again.
    public int Unanswered { get; private set; }

    public bool IsDone => Acknowledged == requests.Length && waiting.IsEmpty;

    public ChaosRequest Any(Random random) => requests[random.Next(requests.Length)];

    // Ends at the next acknowledgement.
    public Task NextAcknowledgement
    {
        get { lock (gate) return next.Task; }
    }

    // Publishes until this many are acknowledged, and no further before it is told a larger number.
    public void Allow(int count) => Volatile.Write(ref allowed, Math.Max(count, Volatile.Read(ref allowed)));

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => PublishAsync(stop), stop)));

    private async Task PublishAsync(CancellationToken stop)
    {
        var batch = new List<int>(BatchSize);
        while (!IsDone)
        {
            batch.Clear();
            while (Acknowledged < Volatile.Read(ref allowed) && batch.Count < BatchSize && waiting.TryDequeue(out var index)) batch.Add(index);
            if (batch.Count == 0)
            {
                await Task.Delay(Pause, clock, stop);
                continue;
            }
            var answers = await calls.PutEventsAsync([.. batch.Select(index => requests[index])], stop);
            Note(batch, answers);
            if (answers is null) await Task.Delay(Pause, clock, stop);
        }
    }

    private void Note(List<int> batch, bool[]? answers)
    {
        lock (gate)
        {
            if (answers is null) Unanswered++;
            for (var i = 0; i < batch.Count; i++)
            {
                var index = batch[i];
                if (answers?[i] != true) waiting.Enqueue(index);
                else if (acknowledgements[index]++ > 0) SentTwice++;
                else
                {
                    acknowledged++;
                    if (isRepeated[index]) waiting.Enqueue(index);
                }
            }
            if (answers is null) return;
            next.SetResult();
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static bool[] Repeated(int count, int seed)
    {
        var random = new Random(seed + 1);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(20) == 0)];
    }
}
