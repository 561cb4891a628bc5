using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class FeedbackErrors
{
    private const string Category = "Feedback";

    public static ErrorEntry[] All { get; } =
    [
        new(ErrorCodes.FeedbackUnreadable, "Failed to parse SNS message: {detail}", Permanent, false, Category,
            "A message on the feedback topic is no SES feedback.",
            "Read it in the feedback dead letter queue; nothing but SES should publish to the topic."),
        new(ErrorCodes.FeedbackTypeUnknown, "Unknown notification type: {type}", Warning, false, Category,
            "SES reported an event of a kind this version does not know; it was consumed.",
            "Nothing is lost. Take the kind out of the configuration set's event destination, or update the engine."),
        new(ErrorCodes.FeedbackUpdateFailed, "Failed to update tracking record: {detail}", Retryable, false, Category,
            "The tracking table did not take the change.",
            "It is tried again; look at the feedback dead letter queue if it keeps failing."),
        new(ErrorCodes.FeedbackSuppressionFailed, "Failed to add to suppression list: {detail}", Retryable, false, Category,
            "The suppression table did not take the entry.",
            "It is tried again; look at the feedback dead letter queue if it keeps failing."),
        new(ErrorCodes.FeedbackRetryFailed, "Failed to schedule retry: {detail}", Retryable, false, Category,
            "The retry queue did not take the retry of a soft bounce, or the request to repeat is no longer there.",
            "Send the request again if it matters; the address is not suppressed."),
        new(ErrorCodes.FeedbackRecordNotFound, "Tracking record not found: {detail}", Warning, false, Category,
            "Feedback arrived for a mail that has no record: it was sent past the engine, or the record has expired.",
            "Nothing, unless it happens often: then something else sends with the stack's configuration set. Suppression was applied."),
        new(ErrorCodes.PublishRefused, "Failed to publish status {status}: PutEvents {detail}", Warning, false, Category,
            "The event bus did not take a status notification; the tracking record is right.",
            "Check the function's events:PutEvents permission on the bus."),
        new(ErrorCodes.PublishFailed, "Failed to publish status {status}: {detail}", Warning, false, Category,
            "A status notification could not be made or sent; the tracking record is right.",
            "Read the log line's detail; report it if it stays."),
        new(ErrorCodes.PublishWithoutRecord, "No tracking record to publish status {status} for", Warning, false, Category,
            "Feedback arrived for a mail without a record, so nobody can be told.",
            "See FBK006."),
    ];
}
