using System.Globalization;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>
/// SQS's refusals with both their names: the one of the JSON protocol and the older one of the query protocol, which clients of
/// either era report (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html).
/// </summary>
internal static class SqsErrors
{
    private const string Legacy = "AWS.SimpleQueueService.";

    /// <summary>No queue of that name.</summary>
    public static AwsException NoSuchQueue() =>
        new("QueueDoesNotExist", "The specified queue does not exist.") { QueryCode = Legacy + "NonExistentQueue" };

    /// <summary>A queue of that name with other attributes.</summary>
    public static AwsException QueueExists() => new(
        "QueueNameExists", "A queue already exists with the same name and a different value for an attribute.")
    {
        QueryCode = "QueueAlreadyExists",
    };

    /// <summary>A parameter is not given.</summary>
    public static AwsException Missing(string name) =>
        new("MissingRequiredParameterException", $"The request must contain the parameter {name}.") { QueryCode = "MissingParameter" };

    /// <summary>A parameter has a value it cannot have.</summary>
    public static AwsException InvalidParameter(string message) =>
        new("InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue" };

    /// <summary>A number outside its range.</summary>
    public static AwsException OutOfRange(string name, long value, int min, int max) => InvalidParameter(string.Create(
        CultureInfo.InvariantCulture,
        $"Value {value} for parameter {name} is invalid. Reason: Must be >= {min} and <= {max}, if provided."));

    /// <summary>A queue attribute that does not exist.</summary>
    public static AwsException UnknownAttribute(string name) => new("InvalidAttributeName", $"Unknown Attribute {Shown(name)}.");

    /// <summary>A queue attribute with a value it cannot have.</summary>
    public static AwsException InvalidAttribute(string name) =>
        new("InvalidAttributeValue", $"Invalid value for the parameter {Shown(name)}.");

    /// <summary>A character XML cannot hold.</summary>
    public static AwsException InvalidContents(int character) => new(
        "InvalidMessageContents",
        $"Invalid binary character '#x{character:X}' was found in the message body, the set of allowed characters is "
        + "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");

    /// <summary>A receipt handle that never was one.</summary>
    public static AwsException InvalidHandle() => new("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");

    /// <summary>A receipt handle of a message that is gone, or was received again since.</summary>
    public static AwsException StaleHandle() => InvalidParameter(
        "Value for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.");

    /// <summary>An ARN of no queue of this host.</summary>
    public static AwsException NoSuchResource() =>
        new("ResourceNotFoundException", "The resource that you specified for the SourceArn or DestinationArn parameter doesn't exist.", 404);

    /// <summary>Messages of the queue are being moved already.</summary>
    public static AwsException MoveUnderWay() => new(
        "UnsupportedOperation", "There is already a task running. Only one active task is allowed for a source queue arn at a given time.")
    {
        QueryCode = Legacy + "UnsupportedOperation",
    };

    /// <summary>No task of that handle is running.</summary>
    public static AwsException NoSuchMove() =>
        new("ResourceNotFoundException", "There is no running task of that handle.", 404);

    /// <summary>A batch without entries.</summary>
    public static AwsException EmptyBatch(string entryName) => new(
        "EmptyBatchRequest", $"There should be at least one {entryName} in the request.")
    { QueryCode = Legacy + "EmptyBatchRequest" };

    /// <summary>A batch with too many entries.</summary>
    public static AwsException TooManyEntries(int count) => new(
        "TooManyEntriesInBatchRequest", $"Maximum number of entries per request are 10. You have sent {count}.")
    { QueryCode = Legacy + "TooManyEntriesInBatchRequest" };

    /// <summary>Two entries of a batch have the same id.</summary>
    public static AwsException IdsNotDistinct(string id) => new("BatchEntryIdsNotDistinct", $"Id {id} repeated.")
    {
        QueryCode = Legacy + "BatchEntryIdsNotDistinct",
    };

    /// <summary>An entry's id has characters or a length it cannot have.</summary>
    public static AwsException InvalidEntryId() => new(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.")
    { QueryCode = Legacy + "InvalidBatchEntryId" };

    /// <summary>The messages of a batch are too large together.</summary>
    public static AwsException BatchTooLong(long size) => new(
        "BatchRequestTooLong", $"Batch requests cannot be longer than {MessageLimits.MaxBytes} bytes. You have sent {size} bytes.")
    { QueryCode = Legacy + "BatchRequestTooLong" };

    private static string Shown(string text) => text.Length <= 100 ? text : text[..100];
}
