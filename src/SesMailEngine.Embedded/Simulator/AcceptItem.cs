using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>Accepts a mail: its line in the journal and the feedback to come, both or none.</summary>
internal sealed class AcceptItem(
    JournalTable journal, MessageTable messages, SendStatistics statistics, QueueState feedbackQueue, UuidSource ids, JournalRow row,
    SendDataPoint counts, FeedbackEvent[] feedback)
    : WriteItem<bool>
{
    private readonly StoredMessage[] _stored = new StoredMessage[feedback.Length];

    /// <inheritdoc/>
    public override void Run()
    {
        journal.Add(row);
        var acceptedAt = row.AcceptedAt.ToUnixTimeMilliseconds();
        statistics.Count(acceptedAt, counts);
        for (var i = 0; i < feedback.Length; i++)
        {
            _stored[i] = messages.Add(feedbackQueue, ids.Next(), feedback[i].Json, null, acceptedAt, feedback[i].DueAt);
        }
        Result = true;
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        if (_stored.Length > 0) feedbackQueue.Sent(_stored);
    }
}
