using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Tests.Fakes;

namespace SesMailEngine.Server.Tests.Hosting;

public sealed class QueueWorkerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeQueues _queues;
    private readonly TaskCompletionSource<QueueMessage> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MessageDisposal> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _abandoned = [];
    private readonly ProducerLoad _producers = new();
    private int _storageFailures;

    public QueueWorkerTests() => _queues = new FakeQueues(_time);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_left_its_queue_while_it_was_handled_is_settled(bool isHeld)
    {
        await RunAsync(isHeld ? MessageDisposal.Hold(TimeSpan.Zero) : MessageDisposal.Leave, () => _queues.PurgeAsync("q", default));

        _abandoned.ShouldBe([(await _taken.Task).MessageId]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_is_still_on_its_queue_is_not(bool isHeld)
    {
        await RunAsync(isHeld ? MessageDisposal.Hold(TimeSpan.FromMinutes(1)) : MessageDisposal.Leave, () => Task.CompletedTask);

        _abandoned.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_was_dealt_with_is_not()
    {
        await RunAsync(MessageDisposal.Consume, () => _queues.PurgeAsync("q", default));

        _abandoned.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_message_left_because_nothing_could_be_stored_keeps_its_receives(int failures)
    {
        await RunAsync(MessageDisposal.Leave, () =>
        {
            _storageFailures += failures;
            return Task.CompletedTask;
        });

        _queues.HeldFor.ShouldBe(failures == 0 ? null : TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(7, 32)]
    [InlineData(8, 8)]
    public async Task While_many_producers_wait_for_their_answers_only_a_few_messages_are_in_hand(int waiting, int expected)
    {
        await _queues.CreateAsync(new QueueDefinition("q", TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.FromDays(1)), default);
        await _queues.SendAsync("q", [.. Enumerable.Repeat(new NewMessage("body"), 40)], default);
        for (var i = 0; i < waiting; i++) _producers.Enter();
        using var stop = new CancellationTokenSource();
        var inHand = 0;
        using var worker = new QueueWorker(
            _queues, "q", "Test", 32,
            async work =>
            {
                if (Interlocked.Increment(ref inHand) == expected) _taken.SetResult(work.Message);
                return await _end.Task;
            },
            new StorageTrouble(() => 0, () => false), _producers, new ListLog(), _time);

        var running = worker.RunAsync(stop.Token);
        await _taken.Task;
        var left = (await _queues.ReceiveAsync("q", 40, null, TimeSpan.Zero, default))!.Count;
        await stop.CancelAsync();
        _end.SetResult(MessageDisposal.Consume);
        await running;

        left.ShouldBe(40 - expected);
    }

    private async Task RunAsync(MessageDisposal disposal, Func<Task> meanwhile)
    {
        await _queues.CreateAsync(new QueueDefinition("q", TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.FromDays(1)), default);
        await _queues.SendAsync("q", [new NewMessage("body")], default);
        using var stop = new CancellationTokenSource();
        using var worker = new QueueWorker(
            _queues, "q", "Test", 1,
            async work =>
            {
                _taken.SetResult(work.Message);
                return await _end.Task;
            },
            new StorageTrouble(() => _storageFailures, () => false), _producers, new ListLog(), _time,
            message =>
            {
                _abandoned.Add(message.MessageId);
                return Task.CompletedTask;
            });
        var running = worker.RunAsync(stop.Token);
        await _taken.Task;
        await meanwhile();
        await stop.CancelAsync();
        _end.SetResult(disposal);
        await running;
    }
}
