using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Queues;

/// <summary>Writes receive counts and times of visibility.</summary>
internal sealed class ReceivedItem(MessageTable table, IReadOnlyList<ReceivedMark> marks) : WriteItem<bool>
{
    /// <inheritdoc/>
    public override void Run()
    {
        foreach (var mark in marks) table.SetReceived(mark.Key, mark.Receives, mark.VisibleAt, mark.FirstReceivedAt);
        Result = true;
    }
}
