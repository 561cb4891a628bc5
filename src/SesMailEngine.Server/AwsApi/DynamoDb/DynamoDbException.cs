using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb;

/// <summary>
/// An error DynamoDB answers with, in its own words
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html). All are HTTP 400.
/// </summary>
internal sealed class DynamoDbException : Exception
{
    private const string Service = "com.amazonaws.dynamodb.v20120810#";
    private const string Coral = "com.amazon.coral.service#";

    private DynamoDbException(string type, string message)
        : base(message) => Type = type;

    /// <summary>The value of <c>__type</c>: namespace, <c>#</c>, name.</summary>
    public string Type { get; }

    /// <summary>The name after the <c>#</c>, for example <c>ValidationException</c>.</summary>
    public string Code => Type[(Type.IndexOf('#', StringComparison.Ordinal) + 1)..];

    /// <summary>The item that failed a condition, when the caller asked for it.</summary>
    public AttributeMap? Item { get; private init; }

    /// <summary>The request is well-formed JSON and says something DynamoDB refuses.</summary>
    public static DynamoDbException Validation(string message) =>
        new("com.amazon.coral.validate#ValidationException", message);

    /// <summary>A member has the wrong JSON type, or the body is no JSON.</summary>
    public static DynamoDbException Serialization(string message) => new(Coral + "SerializationException", message);

    /// <summary>There is no such table; calls about tables name it, calls about items do not.</summary>
    public static DynamoDbException TableNotFound(string? name = null) => new(Service + "ResourceNotFoundException",
        "Requested resource not found" + (name is null ? "" : $": Table: {name} not found"));

    /// <summary>The operation is not for callers of this table.</summary>
    public static DynamoDbException AccessDenied(string message) => new(Coral + "AccessDeniedException", message);

    /// <summary>The condition of a write was false; <paramref name="item"/> is what was there, if asked for.</summary>
    public static DynamoDbException ConditionFailed(AttributeMap? item) =>
        new(Service + "ConditionalCheckFailedException", "The conditional request failed") { Item = item };

    /// <summary>The operation does not exist here.</summary>
    public static DynamoDbException UnknownOperation(string operation) =>
        new(Coral + "UnknownOperationException", $"The operation {operation} is not part of this endpoint.");
}
