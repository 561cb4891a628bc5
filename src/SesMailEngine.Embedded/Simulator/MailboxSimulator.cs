using System.Buffers;
using System.Security.Cryptography;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>
/// Plays SES and the world's mailboxes: accepts mail within the limits, keeps it in the outbox and the journal, and puts what becomes of
/// it on the feedback queue, due when it happens.
/// </summary>
internal sealed class MailboxSimulator : IMailTransport, ISendQuota
{
    private const string Salt = "outbox_salt";

    private readonly Store _store;
    private readonly EmbeddedQueues _queues;
    private readonly string _feedbackQueue;
    private readonly JournalTable _journal;
    private readonly OutboxSegments _segments;
    private readonly UuidSource _ids;
    private readonly TimeProvider _clock;
    private readonly FeedbackPlan _plan;
    private readonly SendLimits _limits;
    private long _sequence;

    /// <summary>Reads what the journal says of the last day. Before the writer starts.</summary>
    public MailboxSimulator(
        Store store, EmbeddedQueues queues, string feedbackQueue, JournalTable journal, OutboxSegments segments, UuidSource ids,
        EmbeddedOptions options)
    {
        _store = store;
        _queues = queues;
        _feedbackQueue = feedbackQueue;
        _journal = journal;
        _segments = segments;
        _ids = ids;
        _clock = options.Clock;
        _sequence = journal.LastSequence;
        var salt = journal.Setting(Salt);
        if (salt is null) journal.Put(Salt, salt = RandomNumberGenerator.GetHexString(8, lowercase: true));
        MessageIds = new MessageIds(salt);
        _plan = new FeedbackPlan(MessageIds, options.FeedbackDelay, options.Settings.Names);
        _limits = new SendLimits(options.MaxSendRate, options.Max24HourSend, _clock);
        foreach (var (from, count) in journal.CountLastDay(_clock.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            _limits.Restore(DateTimeOffset.FromUnixTimeMilliseconds(from), count);
        }
    }

    /// <summary>The ids of this data folder.</summary>
    public MessageIds MessageIds { get; }

    /// <inheritdoc/>
    public async Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fate = SimulatedFates.Of(mail.To);
        if (fate == SimulatedFate.Throttled) return Refused("Throttling", "Maximum sending rate exceeded.");
        switch (_limits.Take())
        {
            case LimitAnswer.TooFast: return Refused("TooManyRequestsException", "Maximum sending rate exceeded.");
            case LimitAnswer.DailyQuotaUsedUp: return Refused("LimitExceededException", "Daily message quota exceeded.");
        }
        try
        {
            return await AcceptAsync(mail, fate);
        }
        catch (Exception error) when (error is PortException or IOException)
        {
            // The group was undone, or never began: for certain nothing was accepted.
            _limits.GiveBack();
            return Refused("ServiceUnavailable", error.Message);
        }
    }

    /// <inheritdoc/>
    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken) => _store.Readers.ReadAsync(
        static (reader, state) =>
        {
            var statement = reader.Prepare("SELECT seq, accepted_at FROM journal WHERE email_id = ?1 ORDER BY seq LIMIT 1");
            return statement.Bind(1, state.emailId).Step() ? state.MessageIds.Of(statement.Long(0), statement.Long(1)) : null;
        },
        (emailId, MessageIds), cancellationToken);

    /// <inheritdoc/>
    public Task<SendQuota> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SendQuota(_limits.MaxRate, _limits.Max24Hours, _limits.SentLast24Hours));

    // Not cancelled any more: from here on it is accepted or it is not.
    private async Task<TransportResult> AcceptAsync(OutgoingMail mail, SimulatedFate fate)
    {
        var feedbackQueue = _queues.Get(_feedbackQueue)
            ?? throw new PortException("The feedback queue does not exist.", true, "QueueDoesNotExist");
        var acceptedAt = _clock.GetUtcNow().ToMilliseconds();
        var at = acceptedAt.ToUnixTimeMilliseconds();
        var sequence = Interlocked.Increment(ref _sequence);
        var messageId = MessageIds.Of(sequence, at);
        var (segment, position, length) = Keep(mail);
        var row = new JournalRow(sequence, messageId, mail.EmailId, mail.To.Value, acceptedAt, segment, position, length);
        var feedback = _plan.Of(mail, fate, sequence, at);
        await _store.Writer.RunAsync(
            new AcceptItem(_journal, _queues.Messages, feedbackQueue, _ids, row, feedback), CancellationToken.None);
        return TransportResult.Accepted(messageId);
    }

    private (long Segment, long Position, int Length) Keep(OutgoingMail mail)
    {
        var content = MailContent.Write(mail);
        try
        {
            var (segment, position) = _segments.Append(content);
            return (segment, position, content.Count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content.Array!);
        }
    }

    private static TransportResult Refused(string name, string message) =>
        new(TransportAnswer.RefusedForNow, ErrorName: name, ErrorMessage: message);
}
