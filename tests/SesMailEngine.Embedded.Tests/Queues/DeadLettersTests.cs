using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class DeadLettersTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Invisible = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    private IQueues Queues => _stores.Queues;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        await Queues.CreateAsync(Definition("dead"), None);
        await Queues.CreateAsync(Definition("q") with { MaxReceiveCount = 1, DeadLetterQueue = "dead" }, None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_taken_again_while_its_handler_is_at_work_is_handled_once_and_one_dead_letter()
    {
        var slow = new TaskCompletionSource();
        var slowBegan = new TaskCompletionSource();
        var nextBegan = new TaskCompletionSource();
        var slowCalls = 0;
        _stores.OnDeadLetter("q", (message, stopping) =>
        {
            if (message.Body == "next")
            {
                nextBegan.TrySetResult();
                return Task.CompletedTask;
            }
            slowBegan.TrySetResult();
            return Interlocked.Increment(ref slowCalls) == 1 ? slow.Task.WaitAsync(stopping) : Task.CompletedTask;
        });
        await Queues.SendAsync("q", [new NewMessage("slow"), new NewMessage("next")], None);
        (await ReceiveAsync("q")).Count.ShouldBe(2);
        _folder.Clock.Advance(Invisible);
        // Both are received too often; the first is being handled.
        (await ReceiveAsync("q")).ShouldBeEmpty();
        await slowBegan.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        // Visible again, and taken again: they come up in the order in which they were sent.
        _folder.Clock.Advance(Invisible);
        (await ReceiveAsync("q")).ShouldBeEmpty();
        await nextBegan.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Volatile.Read(ref slowCalls).ShouldBe(1);
        slow.SetResult();
        var dead = new List<string>();
        while (dead.Count < 2)
        {
            dead.AddRange((await Queues.ReceiveAsync("dead", 10, null, Patience, None))!.Select(message => message.Body));
        }
        dead.ShouldBe(["slow", "next"], ignoreOrder: true);
        (await ReceiveAsync("dead")).ShouldBeEmpty();
        (await Queues.CountAsync("q", None))!.Visible.ShouldBe(0);
    }

    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue) =>
        (await Queues.ReceiveAsync(queue, 10, null, TimeSpan.Zero, None))!;

    private static QueueDefinition Definition(string name) =>
        new(name, Invisible, TimeSpan.Zero, TimeSpan.FromDays(4)) { CreatedAt = TestFolder.Start };
}
