using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class QueueRestartTests : IAsyncLifetime
{
    private const string EmailQueue = "sesmailengine-EmailQueue";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        await _stores.Queues.CreateAsync(
            new QueueDefinition("foreign", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(4)), None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_an_engine_queue_had_out_is_visible_at_once_after_a_kill_and_no_receive_was_burnt()
    {
        await _stores.Queues.SendAsync(EmailQueue, [new NewMessage("a")], None);
        await ReceiveAsync(_stores, EmailQueue);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        (await ReceiveAsync(reopened, EmailQueue)).ShouldHaveSingleItem().ReceiveCount.ShouldBe(1);
    }

    [Fact]
    public async Task Receives_of_an_engine_queue_that_came_to_their_end_survive_a_kill()
    {
        await _stores.Queues.SendAsync(EmailQueue, [new NewMessage("a")], None);
        var handle = (await ReceiveAsync(_stores, EmailQueue)).Single().ReceiptHandle;
        await _stores.Queues.ChangeVisibilityAsync(EmailQueue, handle, TimeSpan.Zero, None);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        (await ReceiveAsync(reopened, EmailQueue)).ShouldHaveSingleItem().ReceiveCount.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_foreign_queue_has_out_stays_out_and_its_handle_stays_good()
    {
        await _stores.Queues.SendAsync("foreign", [new NewMessage("a"), new NewMessage("b")], None);
        var out1 = await ReceiveAsync(_stores, "foreign");

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        (await ReceiveAsync(reopened, "foreign")).ShouldBeEmpty();
        await reopened.Queues.DeleteAsync("foreign", [out1[0].ReceiptHandle], None);
        killed.Clock.Advance(TimeSpan.FromSeconds(30));
        var again = (await ReceiveAsync(reopened, "foreign")).ShouldHaveSingleItem();
        again.Body.ShouldBe("b");
        again.ReceiveCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_handle_works_on_a_message_the_index_has_not_read_in_yet()
    {
        await _stores.Queues.SendAsync("foreign", [new NewMessage("a")], None);
        var handle = (await ReceiveAsync(_stores, "foreign")).Single().ReceiptHandle;
        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        await reopened.Queues.DeleteAsync("foreign", [handle], None);

        (await reopened.Queues.CountAsync("foreign", None))!.InFlight.ShouldBe(0);
        killed.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ReceiveAsync(reopened, "foreign")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delay_goes_on_after_a_kill()
    {
        await _stores.Queues.SendAsync("foreign", [new NewMessage("a", Delay: TimeSpan.FromSeconds(60))], None);
        _folder.Clock.Advance(TimeSpan.FromSeconds(30));

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        (await ReceiveAsync(reopened, "foreign")).ShouldBeEmpty();
        killed.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ReceiveAsync(reopened, "foreign")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Counts_survive_a_kill()
    {
        await _stores.Queues.SendAsync("foreign", [new NewMessage("a"), new NewMessage("b"), new NewMessage("c")], None);
        var handle = (await _stores.Queues.ReceiveAsync("foreign", 1, null, TimeSpan.Zero, None))!.Single().ReceiptHandle;
        await _stores.Queues.DeleteAsync("foreign", [handle], None);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();

        var counts = (await reopened.Queues.CountAsync("foreign", None))!;
        counts.Visible.ShouldBe(2);
        counts.OldestSentAt.ShouldBe(TestFolder.Start);
    }

    [Fact]
    public async Task A_retry_put_twice_is_one_message_even_after_a_kill()
    {
        await _stores.RetryQueue.EnqueueAsync("r-1", "{}", None);
        await _stores.RetryQueue.EnqueueAsync("r-1", "{}", None);

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();
        await reopened.RetryQueue.EnqueueAsync("r-1", "{}", None);

        killed.Clock.Advance(TimeSpan.FromSeconds(899));
        (await ReceiveAsync(reopened, "sesmailengine-RetryQueue")).ShouldBeEmpty();
        killed.Clock.Advance(TimeSpan.FromSeconds(1));
        (await ReceiveAsync(reopened, "sesmailengine-RetryQueue")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_cut_short_deletion_left_is_cleared_in_the_background()
    {
        await _stores.Queues.SendAsync("foreign", [new NewMessage("a")], None);
        await _stores.DisposeAsync();
        using (var store = SesMailEngine.Embedded.Sqlite.Store.Open(_folder.Path).Writer.Database)
        {
            store.Execute("DELETE FROM queue WHERE name = 'foreign'");
        }
        _stores = await _folder.OpenAsync();
        var queues = (EmbeddedQueues)_stores.Queues;
        queues.Orphans.ShouldHaveSingleItem();

        await queues.ClearOrphansAsync(None);

        await _stores.DisposeAsync();
        _stores = await _folder.OpenAsync();
        ((EmbeddedQueues)_stores.Queues).Orphans.ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(EmbeddedStores stores, string queue) =>
        (await stores.Queues.ReceiveAsync(queue, 10, null, TimeSpan.Zero, None))!;
}
