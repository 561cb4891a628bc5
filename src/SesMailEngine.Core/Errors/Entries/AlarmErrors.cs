using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class AlarmErrors
{
    private const string Category = "Alarms";

    public static ErrorEntry[] All { get; } =
    [
        new("ALM001", "{stack}-EventBridgeDLQ-Depth", Attention, false, Category,
            "Requests could not be processed and lie in the dead letter queue.",
            "Read the records marked throttled or unavailable for the cause, remove it, then redrive the queue."),
        new("ALM002", "{stack}-RetryDLQ-Depth", Attention, false, Category,
            "Retries of soft bounces could not be processed.",
            "Look at the sender's log for the emailIds in the queue, remove the cause, then redrive the queue."),
        new("ALM003", "{stack}-FeedbackDLQ-Depth", Attention, false, Category,
            "Feedback from SES could not be processed; records and suppression may be behind.",
            "Look at the feedback processor's log, remove the cause, then redrive the queue."),
        new("ALM004", "{stack}-EmailSender-Errors", Attention, false, Category,
            "The sender failed more than 50 times in each of two five-minute periods: no burst, a lasting problem.",
            "Look at the sender's log for ERROR lines, and at SES's state."),
        new("ALM005", "{stack}-FeedbackProcessor-Errors", Attention, false, Category,
            "The feedback processor failed more than 50 times in each of two five-minute periods.",
            "Look at its log for ERROR lines, and at the tables' state."),
        new("ALM006", "{stack}-SES-BounceRate", Critical, false, Category,
            "More than 3 % of the account's mail bounces; AWS reviews accounts at 5 % and pauses them at 10 %.",
            "Stop sending to old or bought lists, verify addresses where they are entered, and look at the latest hard bounces."),
        new("ALM007", "{stack}-SES-ComplaintRate", Critical, false, Category,
            "More than 0.05 % of recipients report the mail as spam; AWS reviews accounts at 0.1 %.",
            "Mail only those who asked for it, and make unsubscribing a single click (listUnsubscribe in the template's metadata)."),
        new("ALM008", "{stack}-EmailQueue-Age", Attention, false, Category,
            "A request has waited longer than 15 minutes: the sender stands still or the quota is used up.",
            "Compare the sending quota with the volume, and look at the sender's log."),
    ];
}
