using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class QueueSemanticsTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    private IQueues Queues => _stores.Queues;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        await Queues.CreateAsync(Definition("dead"), None);
        await Queues.CreateAsync(Definition("q") with { MaxReceiveCount = 3, DeadLetterQueue = "dead" }, None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_is_received_as_it_was_sent()
    {
        var ids = await Queues.SendAsync("q", [new NewMessage("héllo", "{\"a\":1}")], None);

        var message = (await ReceiveAsync()).ShouldHaveSingleItem();

        message.MessageId.ShouldBe(ids!.Single());
        message.Body.ShouldBe("héllo");
        message.AttributesJson.ShouldBe("{\"a\":1}");
        message.ReceiveCount.ShouldBe(1);
        message.SentAt.ShouldBe(TestFolder.Start);
        message.FirstReceivedAt.ShouldBe(TestFolder.Start);
        message.DeadLetterSource.ShouldBeNull();
    }

    [Fact]
    public async Task A_received_message_is_invisible_until_its_timeout_and_then_comes_again()
    {
        await SendAsync("a");
        var first = (await ReceiveAsync()).Single();

        (await ReceiveAsync()).ShouldBeEmpty();
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = (await ReceiveAsync()).ShouldHaveSingleItem();

        second.MessageId.ShouldBe(first.MessageId);
        second.ReceiveCount.ShouldBe(2);
        second.ReceiptHandle.ShouldNotBe(first.ReceiptHandle);
        second.FirstReceivedAt.ShouldBe(first.FirstReceivedAt);
    }

    [Fact]
    public async Task A_deleted_message_never_comes_again()
    {
        await SendAsync("a");
        var handle = (await ReceiveAsync()).Single().ReceiptHandle;

        (await Queues.DeleteAsync("q", [handle, handle, "no handle"], None)).ShouldBe([true, true, false]);

        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        (await ReceiveAsync()).ShouldBeEmpty();
        (await CountAsync()).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_stale_handle_deletes_nothing()
    {
        await SendAsync("a");
        var stale = (await ReceiveAsync()).Single().ReceiptHandle;
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        var fresh = (await ReceiveAsync()).Single().ReceiptHandle;

        await Queues.DeleteAsync("q", [stale], None);
        (await Queues.ChangeVisibilityAsync("q", stale, TimeSpan.Zero, None)).ShouldBeFalse();

        (await CountAsync()).ShouldBe((0, 1, 0));
        await Queues.DeleteAsync("q", [fresh], None);
        (await CountAsync()).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_handle_still_deletes_after_the_timeout_while_nobody_else_received()
    {
        await SendAsync("a");
        var handle = (await ReceiveAsync()).Single().ReceiptHandle;
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));

        await Queues.DeleteAsync("q", [handle], None);

        (await ReceiveAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delayed_message_comes_when_its_time_has_come()
    {
        await Queues.SendAsync("q", [new NewMessage("later", Delay: TimeSpan.FromSeconds(5)), new NewMessage("now")], None);

        (await ReceiveAsync()).Select(m => m.Body).ShouldBe(["now"]);
        (await CountAsync()).ShouldBe((0, 1, 1));
        _folder.Clock.Advance(TimeSpan.FromSeconds(5));

        (await ReceiveAsync()).Select(m => m.Body).ShouldBe(["later"]);
    }

    [Fact]
    public async Task A_queue_gives_its_own_delay_to_messages_without_one()
    {
        await Queues.CreateAsync(Definition("slow") with { Delay = TimeSpan.FromSeconds(7) }, None);
        await Queues.SendAsync("slow", [new NewMessage("a")], None);

        (await ReceiveAsync("slow")).ShouldBeEmpty();
        _folder.Clock.Advance(TimeSpan.FromSeconds(7));
        (await ReceiveAsync("slow")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Visibility_can_be_changed_to_now()
    {
        await SendAsync("a");
        var handle = (await ReceiveAsync()).Single().ReceiptHandle;

        (await Queues.ChangeVisibilityAsync("q", handle, TimeSpan.Zero, None)).ShouldBeTrue();

        (await ReceiveAsync()).ShouldHaveSingleItem().ReceiveCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_held_message_comes_again_without_a_burnt_receive()
    {
        await SendAsync("a");
        var handle = (await ReceiveAsync()).Single().ReceiptHandle;

        (await Queues.HoldAsync("q", handle, TimeSpan.FromSeconds(10), None)).ShouldBeTrue();

        (await ReceiveAsync()).ShouldBeEmpty();
        _folder.Clock.Advance(TimeSpan.FromSeconds(10));
        (await ReceiveAsync()).ShouldHaveSingleItem().ReceiveCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_received_too_often_goes_to_the_dead_letter_queue_under_its_own_id()
    {
        await SendAsync("a");
        var id = "";
        for (var i = 0; i < 3; i++)
        {
            id = (await ReceiveAsync()).ShouldHaveSingleItem().MessageId;
            _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        (await ReceiveAsync()).ShouldBeEmpty();
        var dead = await ReceiveInTimeAsync("dead");

        dead.MessageId.ShouldBe(id);
        dead.DeadLetterSource.ShouldBe("q");
        dead.SentAt.ShouldBe(TestFolder.Start);
        (await CountAsync()).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task The_handler_of_dead_letters_comes_first_is_asked_again_when_it_fails_and_once_more_when_the_letter_has_left()
    {
        var handled = new TaskCompletionSource<string>();
        var again = new TaskCompletionSource();
        var calls = 0;
        _stores.OnDeadLetter("q", (message, _) =>
        {
            if (++calls == 1) throw new InvalidOperationException("not yet");
            if (calls == 2) handled.SetResult(message.Body);
            else if (calls == 3) again.SetResult();
            return Task.CompletedTask;
        });
        await SendAsync("a");
        for (var i = 0; i < 3; i++)
        {
            await ReceiveAsync();
            _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        // So fast that it is visible again while it is dealt with: it becomes one dead letter all the same.
        while (!handled.Task.IsCompleted)
        {
            (await ReceiveAsync()).ShouldBeEmpty();
            _folder.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await handled.Task).ShouldBe("a");
        (await ReceiveInTimeAsync("dead")).Body.ShouldBe("a");
        await again.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_long_poll_is_woken_by_a_message()
    {
        var poll = Queues.ReceiveAsync("q", 10, null, TimeSpan.FromSeconds(20), None);
        poll.IsCompleted.ShouldBeFalse();

        await SendAsync("a");

        (await poll)!.ShouldHaveSingleItem().Body.ShouldBe("a");
    }

    [Fact]
    public async Task A_long_poll_is_woken_by_a_message_that_becomes_visible()
    {
        await Queues.SendAsync("q", [new NewMessage("later", Delay: TimeSpan.FromSeconds(5))], None);
        var poll = Queues.ReceiveAsync("q", 10, null, TimeSpan.FromSeconds(20), None);

        while (!poll.IsCompleted)
        {
            _folder.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await poll)!.ShouldHaveSingleItem().Body.ShouldBe("later");
        (_folder.Clock.GetUtcNow() - TestFolder.Start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_long_poll_in_vain_ends_when_its_time_is_over()
    {
        var poll = Queues.ReceiveAsync("q", 10, null, TimeSpan.FromSeconds(3), None);

        while (!poll.IsCompleted)
        {
            _folder.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await poll)!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_pollers_each_message_goes_to_one()
    {
        var polls = Enumerable.Range(0, 20)
            .Select(_ => Queues.ReceiveAsync("q", 1, null, TimeSpan.FromSeconds(20), None)).ToArray();

        await Queues.SendAsync("q", [.. Enumerable.Range(0, 20).Select(i => new NewMessage($"{i}"))], None);

        var received = await Task.WhenAll(polls);
        received.Select(m => m!.ShouldHaveSingleItem().Body).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_cancelled_poll_does_not_take_the_wake_up_from_another()
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = Queues.ReceiveAsync("q", 1, null, TimeSpan.FromSeconds(20), cancel.Token);
        var poll = Queues.ReceiveAsync("q", 1, null, TimeSpan.FromSeconds(20), None);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await SendAsync("a");

        (await poll)!.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_purged_queue_is_empty_and_goes_on()
    {
        await Queues.SendAsync("q", [.. Enumerable.Range(0, 50).Select(i => new NewMessage($"{i}"))], None);
        var handle = (await ReceiveAsync())[0].ReceiptHandle;

        (await Queues.PurgeAsync("q", None)).ShouldBeTrue();
        await Queues.DeleteAsync("q", [handle], None);
        (await CountAsync()).ShouldBe((0, 0, 0));
        await SendAsync("new");

        (await ReceiveAsync()).ShouldHaveSingleItem().Body.ShouldBe("new");
    }

    [Fact]
    public async Task A_deleted_queue_is_gone_and_its_pollers_leave()
    {
        var poll = Queues.ReceiveAsync("q", 1, null, TimeSpan.FromSeconds(20), None);

        (await Queues.DeleteQueueAsync("q", None)).ShouldBeTrue();

        (await poll)!.ShouldBeEmpty();
        Queues.Find("q").ShouldBeNull();
        (await Queues.SendAsync("q", [new NewMessage("a")], None)).ShouldBeNull();
        (await Queues.ReceiveAsync("q", 1, null, TimeSpan.Zero, None)).ShouldBeNull();
        (await Queues.DeleteQueueAsync("q", None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_past_the_retention_is_not_received()
    {
        await SendAsync("old");
        _folder.Clock.Advance(TimeSpan.FromDays(4).Add(TimeSpan.FromSeconds(1)));
        await SendAsync("new");

        (await ReceiveAsync()).Select(m => m.Body).ShouldBe(["new"]);
    }

    [Fact]
    public async Task Queues_are_listed_by_prefix_without_the_engines_inner_one()
    {
        Queues.List("sesmailengine-").ShouldBe(
        [
            "sesmailengine-EmailQueue", "sesmailengine-EventBridgeDLQ", "sesmailengine-FeedbackDLQ", "sesmailengine-RetryDLQ",
            "sesmailengine-RetryQueue",
        ]);
        Queues.Find("sesmailengine-SESFeedback").ShouldNotBeNull();
    }

    [Fact]
    public async Task More_messages_than_fit_in_memory_all_come_in_order()
    {
        const int Count = QueueState.MaxReady + 5_000;
        for (var i = 0; i < Count; i += 1000)
        {
            await Queues.SendAsync("q", [.. Enumerable.Range(i, 1000).Select(n => new NewMessage($"{n}"))], None);
        }

        var received = new List<string>();
        while (await Queues.ReceiveAsync("q", 1000, TimeSpan.FromHours(1), TimeSpan.Zero, None) is { Count: > 0 } some)
        {
            received.AddRange(some.Select(m => m.Body));
            await Queues.DeleteAsync("q", [.. some.Select(m => m.ReceiptHandle)], None);
        }

        received.ShouldBe(Enumerable.Range(0, Count).Select(n => $"{n}"));
        (await CountAsync()).ShouldBe((0, 0, 0));
    }

    private static QueueDefinition Definition(string name) =>
        new(name, TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(4)) { CreatedAt = TestFolder.Start };

    private Task<IReadOnlyList<string>?> SendAsync(string body) => Queues.SendAsync("q", [new NewMessage(body)], None);

    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue = "q") =>
        (await Queues.ReceiveAsync(queue, 10, null, TimeSpan.Zero, None))!;

    // Dead letters move beside the receive; the poll waits for the move, not for the clock.
    private async Task<QueueMessage> ReceiveInTimeAsync(string queue) =>
        (await Queues.ReceiveAsync(queue, 10, null, TimeSpan.FromSeconds(20), None))!.ShouldHaveSingleItem();

    private async Task<(long, long, long)> CountAsync()
    {
        var counts = (await Queues.CountAsync("q", None))!;
        return (counts.Visible, counts.InFlight, counts.Delayed);
    }
}
