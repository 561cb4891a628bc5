using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class QueueOrderTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    private IQueues Queues => _stores.Queues;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        await Queues.CreateAsync(
            new QueueDefinition("q", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(4)) { CreatedAt = TestFolder.Start }, None);
        _stores.PutFirst("q", body => body.StartsWith('!'));
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_comes_back_is_received_before_what_came_later_and_in_its_old_order()
    {
        await SendAsync(["1", "2", "3", "4", "5", "6"]);
        var first = await ReceiveAsync(4);
        await Queues.ChangeVisibilityAsync("q", first[2].ReceiptHandle, TimeSpan.Zero, None);
        await Queues.ChangeVisibilityAsync("q", first[0].ReceiptHandle, TimeSpan.Zero, None);

        (await ReceiveAsync(10)).Select(message => message.Body).ShouldBe(["1", "3", "5", "6"]);

        _folder.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ReceiveAsync(10)).Select(message => message.Body).ShouldBe(["1", "2", "3", "4", "5", "6"]);
    }

    [Fact]
    public async Task An_urgent_message_is_received_before_all_others()
    {
        await SendAsync([.. Enumerable.Range(0, 1_000).Select(n => $"{n}"), "!a", "!b"]);

        var received = await ReceiveAsync(4);

        received.Select(message => (message.Body, message.IsUrgent)).ShouldBe([("!a", true), ("!b", true), ("0", false), ("1", false)]);
    }

    [Fact]
    public async Task Of_urgent_messages_without_end_every_tenth_gives_way()
    {
        await SendAsync([.. Enumerable.Range(0, 100).Select(n => $"{n}"), .. Enumerable.Range(0, 100).Select(n => $"!{n}")]);

        var received = await ReceiveAsync(50);

        received.Count(message => !message.IsUrgent).ShouldBe(5);
        received.Take(10).Count(message => !message.IsUrgent).ShouldBe(1);
    }

    [Fact]
    public async Task An_urgent_message_behind_more_than_fit_in_memory_is_received_at_once_and_no_message_twice()
    {
        const int Count = QueueState.MaxReady + 3_000;
        for (var i = 0; i < Count; i += 1_000)
        {
            await SendAsync([.. Enumerable.Range(i, 1_000).Select(n => n == Count - 500 ? $"!{n}" : $"{n}")]);
        }

        (await ReceiveAsync(1)).ShouldHaveSingleItem().Body.ShouldBe($"!{Count - 500}");

        var received = new List<string>();
        while (await Queues.ReceiveAsync("q", 1_000, TimeSpan.FromHours(1), TimeSpan.Zero, None) is { Count: > 0 } some)
        {
            received.AddRange(some.Select(message => message.Body));
        }
        received.ShouldBe(Enumerable.Range(0, Count).Where(n => n != Count - 500).Select(n => $"{n}"));
    }

    private Task<IReadOnlyList<string>?> SendAsync(IReadOnlyList<string> bodies) =>
        Queues.SendAsync("q", [.. bodies.Select(body => new NewMessage(body))], None);

    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int max) =>
        (await Queues.ReceiveAsync("q", max, null, TimeSpan.Zero, None))!;
}
