using System.Globalization;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>Queues in memory: a message is there, in flight, or gone. Waiting ends with the token only.</summary>
internal sealed class FakeQueues(TimeProvider time) : IQueues
{
    private sealed class Item(string id, NewMessage message, DateTimeOffset sentAt)
    {
        public string Id => id;
        public NewMessage Message => message;
        public DateTimeOffset SentAt => sentAt;
        public string? Handle { get; set; }
        public HashSet<string> Handles { get; } = [];
        public int Receives { get; set; }
        public TimeSpan? Visibility { get; set; }
    }

    private readonly Dictionary<string, (QueueDefinition Definition, List<Item> Items)> _queues = [];
    private int _ids;

    public TimeSpan LastWait { get; private set; }

    public TimeSpan? HeldFor { get; private set; }

    /// <summary>What a send fails with; null when it does not.</summary>
    public Exception? SendFailure { get; set; }

    public Task CreateAsync(QueueDefinition definition, CancellationToken cancellationToken)
    {
        _queues[definition.Name] = (definition, _queues.TryGetValue(definition.Name, out var old) ? old.Items : []);
        return Task.CompletedTask;
    }

    public QueueDefinition? Find(string name) => _queues.TryGetValue(name, out var queue) ? queue.Definition : null;

    public IReadOnlyList<string> List(string prefix) =>
        [.. _queues.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public Task<bool> DeleteQueueAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_queues.Remove(name));

    public Task<IReadOnlyList<string>?> SendAsync(string queue, IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken)
    {
        if (SendFailure is { } failure) return Task.FromException<IReadOnlyList<string>?>(failure);
        if (!_queues.TryGetValue(queue, out var found)) return Task.FromResult<IReadOnlyList<string>?>(null);
        var items = messages.Select(message => new Item(NextId("m"), message, time.GetUtcNow())).ToList();
        found.Items.AddRange(items);
        return Task.FromResult<IReadOnlyList<string>?>([.. items.Select(item => item.Id)]);
    }

    public async Task<IReadOnlyList<QueueMessage>?> ReceiveAsync(
        string queue, int max, TimeSpan? visibilityTimeout, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (!_queues.TryGetValue(queue, out var found)) return null;
        LastWait = wait;
        var ready = found.Items.Where(item => item.Handle is null).Take(max).ToList();
        if (ready.Count == 0 && wait > TimeSpan.Zero) await Task.Delay(Timeout.Infinite, cancellationToken);
        return [.. ready.Select(item =>
        {
            item.Handle = NextId("h");
            item.Handles.Add(item.Handle);
            item.Visibility = visibilityTimeout;
            item.Receives++;
            return new QueueMessage(
                item.Id, item.Handle, item.Message.Body, item.Message.AttributesJson, item.Receives, item.SentAt, time.GetUtcNow(), null);
        })];
    }

    public Task<IReadOnlyList<bool>> DeleteAsync(string queue, IReadOnlyList<string> receiptHandles, CancellationToken cancellationToken)
    {
        _queues[queue].Items.RemoveAll(item => item.Handle is { } handle && receiptHandles.Contains(handle));
        return Task.FromResult<IReadOnlyList<bool>>([.. receiptHandles.Select(handle => handle.StartsWith('h'))]);
    }

    public Task<bool> ChangeVisibilityAsync(string queue, string receiptHandle, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var item = _queues[queue].Items.Find(item => item.Handle == receiptHandle);
        if (item is null) return Task.FromResult(false);
        if (visibilityTimeout == TimeSpan.Zero) item.Handle = null;
        return Task.FromResult(true);
    }

    public Task<bool> HoldAsync(string queue, string receiptHandle, TimeSpan delay, CancellationToken cancellationToken)
    {
        HeldFor = delay;
        return ChangeVisibilityAsync(queue, receiptHandle, delay, cancellationToken);
    }

    public bool Contains(string queue, string receiptHandle) =>
        _queues.TryGetValue(queue, out var found) && found.Items.Any(item => item.Handles.Contains(receiptHandle));

    public Task<bool> PurgeAsync(string queue, CancellationToken cancellationToken)
    {
        if (!_queues.TryGetValue(queue, out var found)) return Task.FromResult(false);
        found.Items.Clear();
        return Task.FromResult(true);
    }

    public Task<QueueCounts?> CountAsync(string queue, CancellationToken cancellationToken) =>
        Task.FromResult(_queues.TryGetValue(queue, out var found)
            ? new QueueCounts(found.Items.Count(i => i.Handle is null), found.Items.Count(i => i.Handle is not null), 0, null) : null);

    private string NextId(string prefix) => prefix + "-" + (++_ids).ToString(CultureInfo.InvariantCulture);
}
