using SesMailEngine.Core.Model;
using SesMailEngine.Core.Notifications;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending.Requests;

namespace SesMailEngine.Core.Sending.Outcomes;

/// <summary>
/// The one place that turns an outcome into record, notification, log line and queue action. Nothing here can be
/// cancelled: an outcome that is known is written, however much in a hurry the process is; tries are bounded instead.
/// </summary>
internal sealed class OutcomeWriter
{
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestLookAgain = TimeSpan.FromSeconds(5);

    private readonly ITrackingStore tracking;
    private readonly NotificationPublishing notifications;
    private readonly RecordFactory records;
    private readonly PatientWriter writer;
    private readonly EmailSenderLog log;
    private readonly TimeProvider time;
    private readonly int maxReceives;
    private readonly TimeSpan lookAgain;

    public OutcomeWriter(SenderPorts ports, EngineSettings settings, TimeProvider time, Random random)
    {
        tracking = ports.Tracking;
        notifications = new(ports.Publisher, ports.Log);
        records = new RecordFactory(settings, time);
        writer = new PatientWriter(time, random);
        log = new EmailSenderLog(ports.Log);
        this.time = time;
        maxReceives = settings.MaxReceives;
        // Claims are mostly settled within a second; the few that are not last the whole visibility timeout.
        lookAgain = Max(ShortestLookAgain, settings.VisibilityTimeout / 20);
    }

    /// <summary>Writes what came of an attempt.</summary>
    public Task<QueueAction> WriteAsync(Attempt attempt, SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Sent sent => SentAsync(attempt, sent),
            SendOutcome.Duplicate duplicate => Task.FromResult(Duplicate(attempt.Request.EmailId, duplicate.Existing)),
            SendOutcome.Busy busy => Task.FromResult(Busy(attempt, busy)),
            SendOutcome.Failed failed => FailedAsync(attempt, failed),
            SendOutcome.Held held => HeldAsync(attempt, held),
            SendOutcome.Deferred deferred => DeferredAsync(attempt, deferred),
            SendOutcome.Ambiguous ambiguous => Task.FromResult(Ambiguous(attempt, ambiguous)),
            _ => throw new ArgumentException($"There is no outcome {outcome.GetType().Name}.", nameof(outcome)),
        };

    /// <summary>Writes a failed record for a request that never got a claim; consumed unless the store is away.</summary>
    public async Task<QueueAction> RefuseAsync(RequestDraft draft, FailureFacts failure)
    {
        try
        {
            var record = records.Failed(draft, failure);
            if (!await writer.WriteAsync(() => tracking.AddAsync(record, CancellationToken.None)))
            {
                return Duplicate(draft.EmailId, null);
            }
            await TellFailedAsync(record, failure);
            return QueueAction.Consume;
        }
        catch (PortException away)
        {
            log.StoreAway(draft.EmailId, away);
            return QueueAction.Leave;
        }
    }

    /// <summary>Marks a claimed or given-up record failed and tells about it; false when the record stands otherwise.</summary>
    /// <exception cref="PortException">The store does not answer.</exception>
    public async Task<bool> FailRecordAsync(string emailId, FailureFacts failure, RecordChange change)
    {
        var result = await writer.WriteAsync(() => tracking.ApplyAsync(emailId, change, CancellationToken.None));
        if (result.After is not { Status: EmailStatus.Failed } record || result.Before?.Status == EmailStatus.Failed) return false;
        await TellFailedAsync(record, failure);
        return true;
    }

    private async Task<QueueAction> SentAsync(Attempt attempt, SendOutcome.Sent sent)
    {
        var request = attempt.Request;
        var change = new RecordChange
        {
            Entry = new("sent", sent.At, Note: sent.Mail is null ? "accepted by an earlier attempt" : null),
            Status = EmailStatus.Sent,
            SesMessageId = sent.SesMessageId,
            SentAt = sent.At,
            Subject = sent.Mail?.Subject,
            SenderEmail = sent.Mail?.From.Address.Value,
            TemplateVersion = sent.TemplateVersion,
        };
        try
        {
            await writer.WriteAsync(() => tracking.ApplyAsync(request.EmailId, change, CancellationToken.None));
            if (sent.Mail is null) log.Settled(request);
            else log.Sent(request, time.GetElapsedTime(attempt.StartedAt));
        }
        catch (PortException away)
        {
            // Consumed all the same: a redelivery could send it twice, and the Send event settles the record.
            log.NotRecorded(request, away);
        }
        return QueueAction.Consume;
    }

    private QueueAction Duplicate(string emailId, TrackingRecord? existing)
    {
        log.Duplicate(emailId, existing);
        return QueueAction.Consume;
    }

    private QueueAction Busy(Attempt attempt, SendOutcome.Busy busy)
    {
        var delay = Max(ShortestHold, busy.Remaining < lookAgain ? busy.Remaining : lookAgain);
        log.Held(attempt.Request.EmailId, "another sender holds the claim", delay);
        return QueueAction.Hold(delay);
    }

    private async Task<QueueAction> FailedAsync(Attempt attempt, SendOutcome.Failed failed)
    {
        try
        {
            var change = Failure(attempt, failed.Failure, failed.Note) with
            {
                Subject = failed.Mail?.Subject,
                SenderEmail = failed.Mail?.From.Address.Value,
                TemplateVersion = failed.TemplateVersion,
            };
            await FailRecordAsync(attempt.Request.EmailId, failed.Failure, change);
            return QueueAction.Consume;
        }
        catch (PortException away)
        {
            log.StoreAway(attempt.Request.EmailId, away);
            return QueueAction.Leave;
        }
    }

    private async Task<QueueAction> HeldAsync(Attempt attempt, SendOutcome.Held held)
    {
        log.Held(attempt.Request.EmailId, held.Why, held.Delay);
        if (attempt.ClaimedAt is not null)
        {
            await ReleaseAsync(attempt, new RecordChange { Entry = new("held", time.GetUtcNow().ToMilliseconds(), Note: held.Why) });
        }
        return QueueAction.Hold(held.Delay);
    }

    // The queue moves a message to its dead letters by itself: at the last receive only the record is made to say so.
    private async Task<QueueAction> DeferredAsync(Attempt attempt, SendOutcome.Deferred deferred)
    {
        var isLast = IsLast(attempt);
        log.Deferred(attempt.Request.EmailId, deferred.Why, attempt.Message.ReceiveCount, isLast);
        if (attempt.ClaimedAt is null) return QueueAction.Leave;
        if (!isLast)
        {
            await ReleaseAsync(attempt, new RecordChange
            {
                Entry = new("deferred", time.GetUtcNow().ToMilliseconds(), Note: deferred.Note ?? deferred.Why.ErrorMessage),
                Failure = deferred.Why,
            });
            return QueueAction.Leave;
        }
        try
        {
            await FailRecordAsync(attempt.Request.EmailId, deferred.Why, Failure(attempt, deferred.Why, deferred.Note));
        }
        catch (PortException away)
        {
            log.StoreAway(attempt.Request.EmailId, away);
        }
        return QueueAction.Leave;
    }

    /// <summary>True when the queue gives a message up after this receive.</summary>
    public bool IsLast(Attempt attempt) => attempt.Message.ReceiveCount >= maxReceives;

    private QueueAction Ambiguous(Attempt attempt, SendOutcome.Ambiguous ambiguous)
    {
        log.Ambiguous(attempt.Request, ambiguous.ErrorName, ambiguous.Exception);
        return QueueAction.Leave;
    }

    private async Task ReleaseAsync(Attempt attempt, RecordChange change)
    {
        try
        {
            var release = change with { ReleasesClaimOf = attempt.ClaimedAt };
            await tracking.ApplyAsync(attempt.Request.EmailId, release, CancellationToken.None);
        }
        catch (PortException away)
        {
            // The claim ends by itself when it expires.
            log.StoreAway(attempt.Request.EmailId, away);
        }
    }

    private RecordChange Failure(Attempt attempt, FailureFacts failure, string? note) => new()
    {
        Entry = new("failed", time.GetUtcNow().ToMilliseconds(), Note: note ?? failure.ErrorCode),
        Status = EmailStatus.Failed,
        Failure = failure,
        ReleasesClaimOf = attempt.ClaimedAt,
    };

    private async Task TellFailedAsync(TrackingRecord record, FailureFacts failure)
    {
        log.Failed(record, failure);
        var notification = new StatusNotification(record, EmailStatus.Failed, record.FailedAt ?? time.GetUtcNow());
        await notifications.PublishAsync(notification, EmailSenderLog.Function, CancellationToken.None);
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
