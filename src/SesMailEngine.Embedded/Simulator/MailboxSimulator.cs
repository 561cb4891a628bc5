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
internal sealed class MailboxSimulator : IMailTransport, ISendQuota, IDirectSending
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
    private readonly SendStatistics _statistics;
    private readonly SenderIdentities? _required;
    private readonly string _region;
    private long _sequence;

    /// <summary>Reads what the journal says of the last day. Before the writer starts.</summary>
    public MailboxSimulator(
        Store store, EmbeddedQueues queues, string feedbackQueue, JournalTable journal, SendStatistics statistics,
        OutboxSegments segments, UuidSource ids, EmbeddedOptions options)
    {
        _store = store;
        _queues = queues;
        _feedbackQueue = feedbackQueue;
        _journal = journal;
        _statistics = statistics;
        _required = options.RequireVerifiedSender ? new SenderIdentities(options.Settings) : null;
        _region = options.Settings.Names.Region.ToUpperInvariant();
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
        if (Refusal(mail.From, fate == SimulatedFate.Throttled, 1) is { } refusal) return refusal;
        try
        {
            return await AcceptAsync(
                mail.EmailId, mail.To, MailContent.Write(mail), SendStatistics.Of(fate),
                (sequence, at) => _plan.Of(mail, fate, sequence, at));
        }
        catch (Exception error) when (error is PortException or IOException)
        {
            return Undone(error, 1);
        }
    }

    /// <inheritdoc/>
    public async Task<TransportResult> SendAsync(DirectMail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SimulatedFate[] fates = [.. mail.Recipients.Select(SimulatedFates.Of)];
        if (Refusal(mail.From, fates.Contains(SimulatedFate.Throttled), fates.Length) is { } refusal) return refusal;
        var counts = fates.Contains(SimulatedFate.Rejected)
            ? new SendDataPoint { Rejects = fates.Length }
            : fates.Aggregate(new SendDataPoint(), static (sum, fate) => sum + SendStatistics.Of(fate));
        try
        {
            // Without an emailId in the journal, whatever its tags say: it must never pass for one of the engine's.
            return await AcceptAsync(
                "", mail.Recipients[0], MailContent.Write(mail), counts, (sequence, at) => _plan.Of(mail, fates, sequence, at));
        }
        catch (Exception error) when (error is PortException or IOException)
        {
            return Undone(error, fates.Length);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SendDataPoint> Statistics() => _statistics.Until(_clock.GetUtcNow());

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
    private async Task<TransportResult> AcceptAsync(
        string emailId, EmailAddress to, ArraySegment<byte> content, SendDataPoint counts, Func<long, long, FeedbackEvent[]> plan)
    {
        var (segment, position, length) = Keep(content);
        var feedbackQueue = _queues.Get(_feedbackQueue)
            ?? throw new PortException("The feedback queue does not exist.", true, "QueueDoesNotExist");
        var acceptedAt = _clock.GetUtcNow().ToMilliseconds();
        var at = acceptedAt.ToUnixTimeMilliseconds();
        var sequence = Interlocked.Increment(ref _sequence);
        var messageId = MessageIds.Of(sequence, at);
        var row = new JournalRow(sequence, messageId, emailId, to.Value, acceptedAt, segment, position, length);
        await _store.Writer.RunAsync(
            new AcceptItem(_journal, _queues.Messages, _statistics, feedbackQueue, _ids, row, counts, plan(sequence, at)),
            CancellationToken.None);
        return TransportResult.Accepted(messageId);
    }

    private TransportResult? Refusal(Mailbox sender, bool isThrottled, int recipients)
    {
        if (_required?.Covers(sender.Address) == false)
        {
            return new(TransportAnswer.RefusedForGood, ErrorName: "MessageRejected", ErrorMessage: "Email address is not verified. "
                + $"The following identities failed the check in region {_region}: {sender.Address.Masked}");
        }
        if (isThrottled) return Refused("Throttling", "Maximum sending rate exceeded.");
        return _limits.Take(recipients) switch
        {
            LimitAnswer.TooFast => Refused("TooManyRequestsException", "Maximum sending rate exceeded."),
            LimitAnswer.DailyQuotaUsedUp => Refused("LimitExceededException", "Daily message quota exceeded."),
            _ => null,
        };
    }

    // The group was undone, or never began: for certain nothing was accepted.
    private TransportResult Undone(Exception error, int recipients)
    {
        _limits.GiveBack(recipients);
        return Refused("ServiceUnavailable", error.Message);
    }

    private (long Segment, long Position, int Length) Keep(ArraySegment<byte> content)
    {
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
