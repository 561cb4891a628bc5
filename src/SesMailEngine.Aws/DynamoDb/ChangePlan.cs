using SesMailEngine.Core.Model;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// A change to a record as one conditional update that reads nothing first. It does what <see cref="TrackingRecord.Apply"/>
/// says for the records its conditions let through, and those are most: a mail that was sent, delivered, opened, bounced, in
/// that order. Each condition is kept twice, as DynamoDB evaluates it and as a test of a record, and the facts that the
/// day's counters depend on are all pinned down by them, so that a write whose answer was lost can still be counted.
/// </summary>
internal sealed class ChangePlan
{
    private static readonly EmailStatus[] AllStatuses = Enum.GetValues<EmailStatus>();

    private readonly RecordChange change;
    private readonly bool raises;
    private readonly EmailStatus? wanted;
    private readonly List<Func<TrackingRecord, bool>> tests = [];
    private readonly List<Action<UpdateText>> parts = [];
    private Func<TrackingRecord, TrackingRecord> undo;

    private ChangePlan(RecordChange change, bool raises)
    {
        this.change = change;
        this.raises = raises;
        wanted = change.Status ?? (change.SentAt is null ? null : EmailStatus.Sent);
        undo = after => after with { Events = [.. after.Events.SkipLast(1)] };
    }

    /// <summary>
    /// The plan for a change; null when none is certain enough. With <paramref name="raises"/> it expects the status to go
    /// up, else to stay.
    /// </summary>
    public static ChangePlan? For(RecordChange change, bool raises)
    {
        var plan = new ChangePlan(change, raises);
        return plan.Build() ? plan : null;
    }

    /// <summary>
    /// The plan that mostly fits, record unseen: everything raises the status but SES's Send event, which comes when the
    /// answer to the sender is long recorded, and facts that stand for no status of their own.
    /// </summary>
    public static ChangePlan? Guess(RecordChange change) =>
        For(change, raises: change.Status is not null && !(change.Status == EmailStatus.Sent && change.Entry.Id is not null));

    /// <summary>True when the record would pass the conditions.</summary>
    public bool Fits(TrackingRecord record) => tests.TrueForAll(test => test(record));

    /// <summary>Adds conditions and changes to an update.</summary>
    public void WriteTo(UpdateText update)
    {
        foreach (var part in parts) part(update);
    }

    /// <summary>The record before, as far as anybody asks (facts that count or are told), from the record after.</summary>
    public TrackingRecord Undo(TrackingRecord after) => undo(after);

    private bool Build()
    {
        if (wanted == EmailStatus.Sending) return false;
        if (raises ? wanted is null : change.Status == EmailStatus.Failed && !ErrorTypes.MayBeTakenOver(change.Failure?.ErrorType)) return false;
        // What raises the status ends the claim anyway, whosever it is.
        if (!raises && change.ReleasesClaimOf is not null && wanted is not null) return false;
        Absent(Names.ErrorType, record => record.ErrorType is null);
        PlanTimeline();
        PlanStatus();
        PlanFailure();
        PlanSending();
        PlanFeedback();
        PlanRetryDetail();
        return true;
    }

    private void PlanTimeline()
    {
        Require(
            update => $"(attribute_not_exists({update.Name(Names.Events)}) OR size({update.Name(Names.Events)}) < {update.Value(ItemValues.Number(TrackingRecord.MaxTimelineEntries))})",
            record => record.Events.Count < TrackingRecord.MaxTimelineEntries);
        parts.Add(update => update.Append(Names.Events, RecordItem.Event(change.Entry)));
        if (change.Entry.Id is not { Length: > 0 } id) return;
        Require(update => $"NOT contains({update.Name(Names.FeedbackIds)}, {update.Value(ItemValues.Text(id))})", record => !record.HasSeen(id));
        parts.Add(update => update.Add(Names.FeedbackIds, new() { SS = [id] }));
    }

    private void PlanStatus()
    {
        if (wanted is { } next)
        {
            var presumes = next == EmailStatus.Failed && ErrorTypes.MayBeTakenOver(change.Failure?.ErrorType);
            bool IsRaised(EmailStatus from) => presumes ? from == EmailStatus.Sending : from.IsRaisedBy(next);
            StatusIn([.. AllStatuses.Where(from => IsRaised(from) == raises)]);
            if (!raises) return;
            parts.Add(update => update.Set(Names.Status, ItemValues.Text(next.ToWireName())));
            parts.Add(update => update.Remove(Names.ClaimedAt));
            // Feedback finds a mail that was sent; the sender finds its own claim.
            var from = change.Entry.Id is null ? EmailStatus.Sending : EmailStatus.Sent;
            Undoing(record => record with { Status = from });
        }
        else if (change.ReleasesClaimOf is { } claim)
        {
            StatusIn([EmailStatus.Sending]);
            Require(
                update => $"{update.Name(Names.ClaimedAt)} = {update.Value(ItemValues.ExactTime(claim))}", record => record.ClaimedAt == claim);
            parts.Add(update => update.Remove(Names.ClaimedAt));
            Undoing(record => record with { ClaimedAt = claim });
        }
    }

    private void PlanFailure()
    {
        var isNoted = change.Status is null && change.ReleasesClaimOf is not null;
        if (change.Failure is { } failure && (raises || isNoted))
        {
            parts.Add(update => update.Set(Names.ErrorType, ItemValues.Text(failure.ErrorType)));
            parts.Add(update => update.Set(Names.ErrorCode, ItemValues.Text(failure.ErrorCode)));
            parts.Add(update => update.Set(Names.ErrorMessage, ItemValues.Text(failure.ErrorMessage)));
            Undoing(record => record with { ErrorType = null, ErrorCode = null, ErrorMessage = null });
        }
        if (!raises || change.Status != EmailStatus.Failed) return;
        Absent(Names.FailedAt, record => record.FailedAt is null);
        parts.Add(update => update.Set(Names.FailedAt, ItemValues.ExactTime(change.Entry.Timestamp)));
        Undoing(record => record with { FailedAt = null });
    }

    private void PlanSending()
    {
        Text(Names.Subject, change.Subject);
        Text(Names.SenderEmail, change.SenderEmail);
        Text(Names.TemplateVersion, change.TemplateVersion);
        if (change.SesMessageId is { Length: > 0 } messageId) parts.Add(update => update.SetFirst(Names.SesMessageId, ItemValues.Text(messageId)));
        if (change.SentAt is not { } sentAt) return;
        if (raises && change.Entry.Id is null)
        {
            Absent(Names.SentAt, record => record.SentAt is null);
            parts.Add(update => update.Set(Names.SentAt, ItemValues.Time(sentAt)));
            Undoing(record => record with { SentAt = null });
        }
        else
        {
            Require(update => $"attribute_exists({update.Name(Names.SentAt)})", record => record.SentAt is not null);
        }
    }

    private void PlanFeedback()
    {
        if (change.DeliveredAt is { } deliveredAt)
        {
            Absent(Names.DeliveredAt, record => record.DeliveredAt is null);
            parts.Add(update => update.Set(Names.DeliveredAt, ItemValues.Time(deliveredAt)));
            Undoing(record => record with { DeliveredAt = null });
        }
        if (change.OpenedAt is { } openedAt) PlanOpen(openedAt);
        if (change.MachineOpen) Count(Names.MachineOpenCount);
        if (change.Click) Count(Names.ClickCount);
        if (change.DelayedAt is { } delayedAt) parts.Add(update => update.Set(Names.DelayedAt, ItemValues.Time(delayedAt)));
        if (change.Bounce is { } bounce)
        {
            Absent(Names.BouncedAt, record => record.BouncedAt is null);
            parts.Add(update => update.Set(Names.BouncedAt, ItemValues.Time(bounce.At)));
            Text(Names.BounceType, bounce.Type);
            Text(Names.BounceSubType, bounce.SubType);
            Text(Names.BounceReason, bounce.Reason);
            Undoing(record => record with { BouncedAt = null, BounceType = null, BounceSubType = null, BounceReason = null });
        }
        if (change.Complaint is { } complaint)
        {
            Absent(Names.ComplainedAt, record => record.ComplainedAt is null);
            parts.Add(update => update.Set(Names.ComplainedAt, ItemValues.Time(complaint.At)));
            Text(Names.ComplaintFeedbackType, complaint.FeedbackType);
            Undoing(record => record with { ComplainedAt = null, ComplaintFeedbackType = null });
        }
    }

    private void PlanOpen(DateTimeOffset openedAt)
    {
        Count(Names.OpenCount);
        if (raises)
        {
            Absent(Names.OpenedAt, record => record.OpenedAt is null);
            parts.Add(update => update.Set(Names.OpenedAt, ItemValues.Time(openedAt)));
            Undoing(record => record with { OpenedAt = null });
        }
        else
        {
            // Times of one form compare like their texts.
            Require(
                update => $"{update.Name(Names.OpenedAt)} <= {update.Value(ItemValues.Time(openedAt))}",
                record => string.CompareOrdinal(record.OpenedAt?.ToWire() ?? "~", openedAt.ToWire()) <= 0);
        }
    }

    // Kept while a soft bounce may still come: the rule of the model, for a record without error.
    private void PlanRetryDetail()
    {
        static bool Keeps(EmailStatus status) => status is EmailStatus.Sending or EmailStatus.Sent or EmailStatus.SoftBounced;
        var presumes = raises && wanted == EmailStatus.Failed && ErrorTypes.MayBeTakenOver(change.Failure?.ErrorType);
        if (change.ForgetsRetryDetail || (raises && !presumes && !Keeps(wanted!.Value)))
        {
            parts.Add(update => update.Remove(Names.RetryDetail));
        }
        else if (!raises && change.ReleasesClaimOf is null)
        {
            Require(
                update => $"(attribute_not_exists({update.Name(Names.RetryDetail)}) OR {StatusTest(update, [EmailStatus.Sending, EmailStatus.Sent, EmailStatus.SoftBounced])})",
                record => record.RetryDetailJson is null || Keeps(record.Status));
        }
    }

    private void Count(string name) => parts.Add(update => update.Add(name, ItemValues.Number(1)));

    private void Text(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) parts.Add(update => update.Set(name, ItemValues.Text(text)));
    }

    private void StatusIn(EmailStatus[] statuses) => Require(update => StatusTest(update, statuses), record => statuses.Contains(record.Status));

    private static string StatusTest(UpdateText update, EmailStatus[] statuses) =>
        $"{update.Name(Names.Status)} IN ({string.Join(", ", statuses.Select(status => update.Value(ItemValues.Text(status.ToWireName()))))})";

    private void Absent(string name, Func<TrackingRecord, bool> test) =>
        Require(update => $"attribute_not_exists({update.Name(name)})", test);

    private void Require(Func<UpdateText, string> condition, Func<TrackingRecord, bool> test)
    {
        parts.Add(update => update.Require(condition(update)));
        tests.Add(test);
    }

    private void Undoing(Func<TrackingRecord, TrackingRecord> step)
    {
        var others = undo;
        undo = after => others(step(after));
    }
}
