using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class StoreErrors
{
    private const string Category = "AWS";

    public static ErrorEntry[] All { get; } =
    [
        new(ErrorCodes.TableError, "DynamoDB error {detail}", Retryable, true, Category,
            "The tracking or suppression table does not answer, throttles, or denies access.",
            "Check the function's permissions and the table's state; the request stays on the queue meanwhile.")
        { Aliases = ["DynamoDB error", "ProvisionedThroughputExceededException"] },
        new(ErrorCodes.BucketError, "S3 error {detail}AccessDenied", Permanent, true, Category,
            "The sender may not read the template bucket.",
            "Give the function s3:GetObject and s3:ListBucket on the template bucket, then send the request again."),
        new(ErrorCodes.BucketAway, "S3 error {detail}", Retryable, true, Category,
            "The template bucket does not answer.",
            "Nothing at first: the request stays on the queue. If it lasts, look at the bucket's state and the AWS health page."),
        new(ErrorCodes.GivenUp, "Request given up after {count} receives: {detail}", Retryable, true, Category,
            "Every attempt ended without a result, so the queue moved the request to its dead letter queue.",
            "Read the log of the sender for the emailId, remove the cause, and redrive the dead letter queue."),
    ];
}
