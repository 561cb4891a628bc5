using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sns;

/// <summary>SNS's refusals (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors).</summary>
internal static class SnsErrors
{
    /// <summary>No such topic.</summary>
    public static AwsException NoSuchTopic() => new("NotFound", "Topic does not exist", 404);

    /// <summary>No such subscription.</summary>
    public static AwsException NoSuchSubscription() => new("NotFound", "Subscription does not exist", 404);

    /// <summary>A parameter has a value it cannot have.</summary>
    public static AwsException InvalidParameter(string detail) => new("InvalidParameter", $"Invalid parameter: {detail}");

    /// <summary>A batch without entries.</summary>
    public static AwsException EmptyBatch() =>
        new("EmptyBatchRequest", "The batch request doesn't contain any entries.") { QueryCode = Legacy + "EmptyBatchRequest" };

    /// <summary>A batch with too many entries.</summary>
    public static AwsException TooManyEntries() => new(
        "TooManyEntriesInBatchRequest", $"The batch request contains more than {PublishBatchOperation.MaxEntries} entries.")
    {
        QueryCode = Legacy + "TooManyEntriesInBatchRequest",
    };

    /// <summary>Two entries of a batch have one id.</summary>
    public static AwsException IdsNotDistinct() => new("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.")
    {
        QueryCode = Legacy + "BatchEntryIdsNotDistinct",
    };

    /// <summary>An entry's id cannot be one.</summary>
    public static AwsException InvalidEntryId() => new(
        "InvalidBatchEntryId", "The Id of a batch entry can have up to 80 letters, digits, hyphens and underscores.")
    {
        QueryCode = Legacy + "InvalidBatchEntryId",
    };

    /// <summary>The entries of a batch are too long together.</summary>
    public static AwsException BatchTooLong() => new("BatchRequestTooLong", "The length of all the batch messages put together is more than the limit.")
    {
        QueryCode = Legacy + "BatchRequestTooLong",
    };

    private const string Legacy = "AWS.SimpleNotificationService.";
}
