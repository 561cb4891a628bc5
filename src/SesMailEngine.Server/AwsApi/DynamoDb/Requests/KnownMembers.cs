namespace SesMailEngine.Server.AwsApi.DynamoDb.Requests;

/// <summary>The members each operation takes; the operations themselves refuse the legacy ones, with what to use instead.</summary>
internal static class KnownMembers
{
    /// <summary>Of one table in BatchGetItem.</summary>
    public static readonly string[] OfBatchGetTable =
        ["Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames", "AttributesToGet"];

    private static readonly string[] Page =
    [
        "TableName", "IndexName", "Select", "Limit", "ConsistentRead", "ExclusiveStartKey", "ReturnConsumedCapacity",
        "ProjectionExpression", "FilterExpression", "ExpressionAttributeNames", "ExpressionAttributeValues",
        "AttributesToGet", "ConditionalOperator",
    ];

    private static readonly string[] Write =
    [
        "TableName", "ReturnValues", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ConditionExpression",
        "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValuesOnConditionCheckFailure", "Expected", "ConditionalOperator",
    ];

    private static readonly Dictionary<string, string[]> OfOperation = new(StringComparer.Ordinal)
    {
        ["GetItem"] =
        [
            "TableName", "Key", "ConsistentRead", "ReturnConsumedCapacity", "ProjectionExpression", "ExpressionAttributeNames",
            "AttributesToGet",
        ],
        ["BatchGetItem"] = ["RequestItems", "ReturnConsumedCapacity"],
        ["Query"] = [.. Page, "KeyConditionExpression", "ScanIndexForward", "KeyConditions", "QueryFilter"],
        ["Scan"] = [.. Page, "Segment", "TotalSegments", "ScanFilter"],
        ["PutItem"] = [.. Write, "Item"],
        ["DeleteItem"] = [.. Write, "Key"],
        ["BatchWriteItem"] = ["RequestItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"],
        ["DescribeTable"] = ["TableName"],
        ["DescribeTimeToLive"] = ["TableName"],
        ["ListTables"] = ["ExclusiveStartTableName", "Limit"],
    };

    /// <summary>Refuses a request with a member its operation does not have.</summary>
    public static void Check(string operation, RequestBody body)
    {
        if (OfOperation.TryGetValue(operation, out var names)) body.RequireKnown(names);
    }
}
