using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Feedback;

/// <summary>What feedback changes on a record, and what it gives to tell.</summary>
internal static class FeedbackChanges
{
    /// <summary>The change for a piece of feedback.</summary>
    /// <param name="feedback">The feedback.</param>
    /// <param name="isMachine">For an opening: whether a machine did it.</param>
    /// <param name="note">The timeline's note; null for the kind's own.</param>
    public static RecordChange Of(FeedbackEvent feedback, bool isMachine = false, string? note = null)
    {
        var change = new RecordChange
        {
            Entry = new(feedback.Kind.ToTimelineType(), feedback.At, feedback.Id, note ?? NoteOf(feedback, isMachine)),
            SesMessageId = feedback.SesMessageId,
            SentAt = feedback.SentAt,
        };
        return feedback.Kind switch
        {
            FeedbackKind.Send => change with { Status = EmailStatus.Sent },
            FeedbackKind.Delivery => change with { Status = EmailStatus.Delivered, DeliveredAt = feedback.At },
            FeedbackKind.Open when isMachine => change with { MachineOpen = true },
            FeedbackKind.Open => change with { Status = EmailStatus.Opened, OpenedAt = feedback.At },
            FeedbackKind.Bounce => WithBounce(change, feedback),
            FeedbackKind.Complaint => change with
            {
                Status = EmailStatus.Complained,
                Complaint = new(feedback.At, feedback.ComplaintFeedbackType, !IsNotSpam(feedback)),
            },
            FeedbackKind.Reject or FeedbackKind.RenderingFailure => change with
            {
                Status = EmailStatus.Failed,
                Failure = new(
                    ErrorTypes.SesRejected, ErrorCodes.SesMessageRejected,
                    ErrorCatalogue.Format(ErrorCodes.SesMessageRejected)),
            },
            FeedbackKind.DeliveryDelay => change with { DelayedAt = feedback.At },
            FeedbackKind.Click => change with { Click = true },
            _ => change,
        };
    }

    /// <summary>
    /// The status to tell the producers after a change; null for nothing. Told is what is new to the record, even when its
    /// status had passed that point already because events overtook each other: nobody waits in vain for <c>delivered</c>.
    /// </summary>
    public static EmailStatus? Told(FeedbackKind kind, TrackingRecord before, TrackingRecord after) => kind switch
    {
        FeedbackKind.Delivery when before.DeliveredAt is null && after.DeliveredAt is not null => EmailStatus.Delivered,
        FeedbackKind.Open when before.OpenedAt is null && after.OpenedAt is not null => EmailStatus.Opened,
        FeedbackKind.Bounce when after.IsHardBounced && !before.IsHardBounced => EmailStatus.Bounced,
        FeedbackKind.Bounce when before.BouncedAt is null && after.BouncedAt is not null => EmailStatus.SoftBounced,
        FeedbackKind.Complaint when before.ComplainedAt is null && after.ComplainedAt is not null => EmailStatus.Complained,
        FeedbackKind.Reject or FeedbackKind.RenderingFailure when after.Status == EmailStatus.Failed
            && !after.IsPresumedUnsent && (before.Status != EmailStatus.Failed || before.IsPresumedUnsent) => EmailStatus.Failed,
        _ => null,
    };

    /// <summary>True for a complaint that says the mail is welcome.</summary>
    public static bool IsNotSpam(FeedbackEvent feedback) => feedback.ComplaintFeedbackType == "not-spam";

    private static RecordChange WithBounce(RecordChange change, FeedbackEvent feedback)
    {
        var (type, subType) = (feedback.BounceType, feedback.BounceSubType);
        var isHard = SesBounces.IsHard(type, subType);
        return change with
        {
            Status = isHard ? EmailStatus.Bounced : EmailStatus.SoftBounced,
            Bounce = new(
                feedback.At, type, subType, feedback.Recipients.Select(who => who.DiagnosticCode).FirstOrDefault(),
                isHard, SesBounces.Counts(type, subType)),
            ForgetsRetryDetail = true,
        };
    }

    private static string? NoteOf(FeedbackEvent feedback, bool isMachine) => feedback.Kind switch
    {
        FeedbackKind.Bounce => feedback.BounceSubType.Length == 0
            ? feedback.BounceType : $"{feedback.BounceType}/{feedback.BounceSubType}",
        FeedbackKind.Complaint => feedback.ComplaintFeedbackType,
        FeedbackKind.Reject or FeedbackKind.RenderingFailure => feedback.Reason,
        FeedbackKind.Open when isMachine => "by a machine",
        _ => null,
    };
}
