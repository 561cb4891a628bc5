using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Queues;

public sealed class DueHeapTests
{
    [Fact]
    public void Messages_come_in_the_order_of_their_time_whatever_was_removed_or_moved()
    {
        var random = new Random(7);
        var heap = new DueHeap();
        var kept = new List<StoredMessage>();
        for (var i = 0; i < 2_000; i++)
        {
            var message = Message(i, random.Next(500));
            heap.Put(message);
            kept.Add(message);
            if (i % 3 == 0)
            {
                var gone = kept[random.Next(kept.Count)];
                kept.Remove(gone);
                heap.Remove(gone);
            }
            if (i % 5 == 0 && kept.Count > 0)
            {
                var moved = kept[random.Next(kept.Count)];
                moved.VisibleAt = random.Next(500);
                heap.Put(moved);
            }
        }

        var order = new List<long>();
        while (heap.First is { } first)
        {
            order.Add(first.VisibleAt);
            heap.Remove(first);
        }

        order.ShouldBe(kept.Select(message => message.VisibleAt).Order());
    }

    [Fact]
    public void Removing_what_is_not_there_changes_nothing()
    {
        var heap = new DueHeap();
        heap.Put(Message(1, 1));

        heap.Remove(Message(2, 2));

        heap.Count.ShouldBe(1);
    }

    private static StoredMessage Message(long key, long visibleAt) =>
        new() { Key = key, MessageId = default, SentAt = 0, VisibleAt = visibleAt };
}
