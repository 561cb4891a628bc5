using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class QueueMovesTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        foreach (var name in new[] { "dead", "elsewhere" }) await _stores.Queues.CreateAsync(Definition(name), None);
        await _stores.Queues.CreateAsync(Definition("q") with { MaxReceiveCount = 1, DeadLetterQueue = "dead" }, None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Dead_letters_go_back_where_they_came_from_as_new_messages()
    {
        var dead = await MakeDeadAsync("a");
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));

        var move = _stores.QueueMoves.Start("dead", null, null)!;
        var back = await ReceiveAsync("q");

        back.Body.ShouldBe("a");
        back.MessageId.ShouldNotBe(dead);
        back.ReceiveCount.ShouldBe(1);
        back.SentAt.ShouldBe(_folder.Clock.GetUtcNow());
        back.DeadLetterSource.ShouldBeNull();
        var done = await DoneAsync(move);
        (done.Status, done.Moved, done.ToMove).ShouldBe((QueueMoveStatus.Completed, 1, 1));
        (await _stores.Queues.CountAsync("dead", None))!.Visible.ShouldBe(0);
    }

    [Fact]
    public async Task A_destination_can_be_named()
    {
        await _stores.Queues.SendAsync("dead", [.. Enumerable.Range(0, 250).Select(i => new NewMessage($"{i}"))], None);

        var done = await DoneAsync(_stores.QueueMoves.Start("dead", "elsewhere", null)!);

        done.Moved.ShouldBe(250);
        (await _stores.Queues.CountAsync("elsewhere", None))!.Visible.ShouldBe(250);
    }

    [Fact]
    public async Task A_message_from_nowhere_stays_and_the_move_says_why()
    {
        await _stores.Queues.SendAsync("dead", [new NewMessage("a")], None);

        var done = await DoneAsync(_stores.QueueMoves.Start("dead", null, null)!);

        done.Status.ShouldBe(QueueMoveStatus.Failed);
        done.FailureReason!.ShouldContain("name a destination");
        (await ReceiveAsync("dead")).Body.ShouldBe("a");
    }

    [Fact]
    public async Task A_move_keeps_to_its_rate_and_can_be_stopped()
    {
        await _stores.Queues.SendAsync("dead", [.. Enumerable.Range(0, 100).Select(i => new NewMessage($"{i}"))], None);
        var move = _stores.QueueMoves.Start("dead", "elsewhere", 10)!;
        while (Now(move).Moved == 0) await Task.Yield();

        _stores.QueueMoves.Start("dead", null, null).ShouldBeNull();
        _stores.QueueMoves.Cancel(move.Handle)!.Status.ShouldBe(QueueMoveStatus.Cancelling);
        while (Now(move).Status == QueueMoveStatus.Cancelling)
        {
            _folder.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Now(move).Status.ShouldBe(QueueMoveStatus.Cancelled);
        Now(move).Moved.ShouldBe(10);
        _stores.QueueMoves.Cancel(move.Handle).ShouldBeNull();
    }

    [Fact]
    public void A_queue_that_does_not_exist_is_not_moved() => _stores.QueueMoves.Start("nothing", null, null).ShouldBeNull();

    private static QueueDefinition Definition(string name) =>
        new(name, TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(4));

    private async Task<string> MakeDeadAsync(string body)
    {
        await _stores.Queues.SendAsync("q", [new NewMessage(body)], None);
        await ReceiveAsync("q");
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        await _stores.Queues.ReceiveAsync("q", 1, null, TimeSpan.Zero, None);
        var dead = await ReceiveAsync("dead");
        await _stores.Queues.ChangeVisibilityAsync("dead", dead.ReceiptHandle, TimeSpan.Zero, None);
        return dead.MessageId;
    }

    private async Task<QueueMessage> ReceiveAsync(string queue) =>
        (await _stores.Queues.ReceiveAsync(queue, 1, null, TimeSpan.FromSeconds(20), None))!.ShouldHaveSingleItem();

    private async Task<QueueMove> DoneAsync(QueueMove move)
    {
        while (Now(move).Status == QueueMoveStatus.Running) await Task.Yield();
        return Now(move);
    }

    private QueueMove Now(QueueMove move) => _stores.QueueMoves.List(move.Source).Single(m => m.Handle == move.Handle);
}
