using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Deletes messages: those that were taken out of the index, and handles the index does not know.</summary>
internal sealed class DeleteItem(
    MessageTable table, QueueState queue, IReadOnlyList<StoredMessage> messages, IReadOnlyList<ReceiptHandle> unknown)
    : WriteItem<bool>
{
    /// <inheritdoc/>
    public override void Run()
    {
        foreach (var message in messages) table.Delete(queue, message.Key);
        foreach (var handle in unknown) table.DeleteReceived(queue, handle);
        Result = true;
    }
}
