using System.Buffers;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>Accepts a mail: its line in the journal, its content and the feedback to come, all or nothing.</summary>
internal sealed class AcceptItem(
    JournalTable journal, OutboxSegments segments, MessageTable messages, QueueState feedbackQueue, UuidSource ids,
    OutgoingMail mail, long sequence, long acceptedAt, FeedbackEvent[] feedback, ArraySegment<byte> content) : WriteItem<bool>
{
    private readonly StoredMessage[] _stored = new StoredMessage[feedback.Length];

    /// <inheritdoc/>
    public override void Run()
    {
        var position = segments.Append(content);
        journal.Add(sequence, acceptedAt, segments.Current, position, content.Count, mail.EmailId, mail.To.Value);
        for (var i = 0; i < feedback.Length; i++)
        {
            _stored[i] = messages.Add(feedbackQueue, ids.Next(), feedback[i].Json, null, acceptedAt, feedback[i].DueAt);
        }
        Result = true;
    }

    /// <inheritdoc/>
    public override void Committed() => feedbackQueue.Sent(_stored);

    /// <inheritdoc/>
    public override void Complete()
    {
        ArrayPool<byte>.Shared.Return(content.Array!);
        base.Complete();
    }
}
