using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class InstallerErrors
{
    private const string Category = "Installation";

    public static ErrorEntry[] All { get; } =
    [
        new("INST001", "Bucket '{bucket}' is not empty", Attention, false, Category,
            "The template bucket still holds objects or old versions, and a bucket must be empty to be deleted.",
            "Uninstall with --delete-bucket, which empties it first, or keep the bucket."),
        new("INST002", "Resource '{resource}' ended in DELETE_FAILED: {detail}", Attention, false, Category,
            "CloudFormation could not delete one resource of the stack.",
            "Read the reason in the stack's events, remove the obstacle, and delete the stack again."),
        new("INST003", "The bucket you tried to delete is not empty", Attention, false, Category,
            "S3 refused to delete a bucket that holds objects or versions.",
            "Delete all versions in the bucket first, or uninstall with --delete-bucket.")
        { Aliases = ["BucketNotEmpty"] },
        new("INST004", "Waiter {waiter} failed: {detail}", Attention, false, Category,
            "The stack reached another state than the one waited for, or took too long.",
            "Look at the stack's events for the first failure.")
        { Aliases = ["Waiter StackDeleteComplete failed", "Waiter StackCreateComplete failed", "Waiter encountered a terminal failure state"] },
        new("INST005", "Stack '{stack}' is in DELETE_FAILED", Attention, false, Category,
            "An earlier deletion of the stack did not finish.",
            "Delete the stack again; keep the resources that cannot be deleted, and remove them by hand afterwards.")
        { Aliases = ["DELETE_FAILED"] },
    ];
}
